package dev.plumbline.mojo.flat;

/** Powers of two: an index that is cut to one needs no check against the length of its array. */
final class Powers {

    private Powers() {}

    /** The smallest power of two that is not less than a number from 1 to 2^30. */
    static int atLeast(int size) {
        return Integer.highestOneBit(Math.max(1, 2 * size - 1));
    }
}
