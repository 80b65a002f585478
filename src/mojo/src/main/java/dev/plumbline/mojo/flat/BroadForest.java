package dev.plumbline.mojo.flat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Trees that ask few enough questions to answer all of them for every row beforehand: a node that is visited then only
 * looks up a bit, whatever it asks.
 */
final class BroadForest implements Forest {

    /** Trees whose questions are answered together, as walks that each belong to one sum. */
    record Part(Answers answers, Walk[] walks) {}

    private final Part[] parts;
    private final int sums;

    BroadForest(List<Part> parts, int sums) {
        this.parts = parts.toArray(Part[]::new);
        this.sums = sums;
    }

    /** What answers the questions of each part. */
    Stream<Answers> answers() {
        return Arrays.stream(parts).map(Part::answers);
    }

    @Override
    public int sums() {
        return sums;
    }

    @Override
    public Scratch scratch() {
        Scratch scratch = Scratch.NONE;
        for (Part part : parts) {
            scratch = scratch.and(part.answers().scratch());
        }
        return scratch;
    }

    @Override
    public long bytes() {
        long bytes = 0;
        for (Part part : parts) {
            bytes += part.answers().bytes();
            for (Walk walk : part.walks()) {
                bytes += walk.bytes();
            }
        }
        return bytes;
    }

    @Override
    public void add(double[] row, boolean single, Scratch scratch, double[] sums, int first) {
        for (Part part : parts) {
            part.answers().fill(row, scratch);
            for (Walk walk : part.walks()) {
                int sum = first + walk.sum();
                sums[sum] = walk.add(scratch, sums[sum], single);
            }
        }
    }
}
