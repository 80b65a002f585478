package dev.plumbline.mojo.flat;

/**
 * Floats as whole numbers of the same order, so that a comparison is a subtraction and missing values can stand below or
 * above every number. Both zeros are one number, and none is negative.
 */
final class Ordered {

    /** Below every number and every threshold. */
    static final int LOWEST = 0;
    /** Above every number; not below any threshold. */
    static final int HIGHEST = -1;
    /** Turns signed order into unsigned order. */
    private static final int FLIP = Integer.MIN_VALUE;
    /** A threshold that every number misses. */
    static final int UNREACHED = of(Float.POSITIVE_INFINITY) + 1;
    /** A threshold that every number reaches. */
    static final int REACHED = LOWEST + 1;

    private Ordered() {}

    /**
     * @param value anything but NaN
     * @return an unsigned integer
     */
    static int of(float value) {
        return signedOf(value + 0f) ^ FLIP;
    }

    private static int signedOf(float value) {
        int bits = Float.floatToRawIntBits(value);
        return bits ^ (bits >> 31 & Integer.MAX_VALUE);
    }

    /** The same order among signed integers. */
    static int signed(int order) {
        return order ^ FLIP;
    }

    /** The float of an order. */
    static float toFloat(int order) {
        int signed = signed(order);
        return Float.intBitsToFloat(signed ^ (signed >> 31 & Integer.MAX_VALUE));
    }

    /** Whether an order is that of a number, and no threshold that all or none reach. */
    static boolean isNumber(int order) {
        return Integer.compareUnsigned(order, REACHED) > 0 && Integer.compareUnsigned(order, UNREACHED) < 0;
    }

    /**
     * The largest float that is not above a double: a double reaches a float threshold exactly when this does, so no
     * precision is lost.
     *
     * @param value anything but NaN
     */
    static int atMost(double value) {
        float nearest = (float) (value + 0.0);
        int order = signedOf(nearest) ^ FLIP;
        return nearest > value ? order - 1 : order;
    }
}
