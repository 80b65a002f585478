package dev.plumbline.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Times the flat trees as the programs of the peers time theirs: the best of fifty rounds over all rows, after others. */
public final class FlatRows {

    /** Until the compiler has seen everything; a round takes some 20 ms. */
    private static final int WARM_UP = 150;

    private static final int ROUNDS = 50;
    private static final double SAME = 1e-6;

    private FlatRows() {}

    /** @param args name of the tier; file of the probabilities that the peer gives, as 32-bit floats */
    public static void main(String[] args) throws Exception {
        TreeScoring trees = new TreeScoring();
        trees.tier = args[0];
        trees.load();
        FloatBuffer expected = ByteBuffer.wrap(Files.readAllBytes(Path.of(args[1])))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        int rows = expected.remaining();
        // The benchmark begins with the second row.
        for (int i = 1; i <= rows; i++) {
            double apart = Math.abs(trees.flat()[2] - expected.get(i % rows));
            if (!(apart <= SAME)) {
                throw new IllegalStateException("row %d differs from the peer by %.1e".formatted(i % rows, apart));
            }
        }
        double best = Double.POSITIVE_INFINITY;
        double sum = 0;
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            long begin = System.nanoTime();
            for (int i = 0; i < rows; i++) {
                sum += trees.flat()[2];
            }
            double took = (System.nanoTime() - begin) / (double) rows;
            if (round >= WARM_UP) {
                best = Math.min(best, took);
            }
        }
        System.out.printf(Locale.ROOT, "%.1f %.3f%n", best, sum);
    }
}
