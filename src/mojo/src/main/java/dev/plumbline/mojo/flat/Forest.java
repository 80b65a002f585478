package dev.plumbline.mojo.flat;

/** The trees of a model as arrays. Immutable; any number of threads walk it at once, each with keys of its own. */
final class Forest {

    private final Chunk[][] bySum;
    private final int slots;

    Forest(Chunk[][] bySum, int slots) {
        this.bySum = bySum;
        this.slots = slots;
    }

    int sums() {
        return bySum.length;
    }

    /** Length of the array of keys, a power of two. */
    int slots() {
        return Powers.atLeast(slots);
    }

    long bytes() {
        long bytes = 0;
        for (Chunk[] chunks : bySum) {
            for (Chunk chunk : chunks) {
                bytes += chunk.bytes();
            }
        }
        return bytes;
    }

    /** Leaves added in double precision, as GBM, DRF and the isolation forest add them. */
    double sum(int index, long[] keys) {
        return sum(index, keys, 0, false);
    }

    /** Leaves added in single precision to a start value, as XGBoost adds them. */
    float floatSum(int index, long[] keys, float start) {
        return (float) sum(index, keys, start, true);
    }

    private double sum(int index, long[] keys, double start, boolean single) {
        double sum = start;
        for (Chunk chunk : bySum[index]) {
            sum = chunk.add(keys, sum, single);
        }
        return sum;
    }
}
