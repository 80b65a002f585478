package dev.plumbline.mojo.flat;

/**
 * Trees so deep, or so few for their columns, that a row sees only a small part of what they ask: every node that is
 * visited compares for itself.
 */
final class DeepForest implements Forest {

    private final Chunk[][] bySum;
    private final Keys keys;
    private final int slots;

    DeepForest(Chunk[][] bySum, Keys keys, int slots) {
        this.bySum = bySum;
        this.keys = keys;
        this.slots = slots;
    }

    @Override
    public int sums() {
        return bySum.length;
    }

    @Override
    public Scratch scratch() {
        return Scratch.of(slots, 1, 0);
    }

    @Override
    public long bytes() {
        long bytes = 0;
        for (Chunk[] chunks : bySum) {
            for (Chunk chunk : chunks) {
                bytes += chunk.bytes();
            }
        }
        return bytes;
    }

    @Override
    public void add(double[] row, boolean single, Scratch scratch, double[] sums, int first) {
        long[] filled = scratch.words();
        keys.fill(row, filled);
        for (int sum = 0; sum < bySum.length; sum++) {
            for (Chunk chunk : bySum[sum]) {
                sums[first + sum] = chunk.add(filled, sums[first + sum], single);
            }
        }
    }
}
