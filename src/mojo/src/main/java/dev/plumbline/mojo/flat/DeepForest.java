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
    public int scratch() {
        return Powers.atLeast(slots);
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
    public void add(double[] row, boolean single, long[] scratch, double[] sums, int first) {
        keys.fill(row, scratch);
        for (int sum = 0; sum < bySum.length; sum++) {
            for (Chunk chunk : bySum[sum]) {
                sums[first + sum] = chunk.add(scratch, sums[first + sum], single);
            }
        }
    }
}
