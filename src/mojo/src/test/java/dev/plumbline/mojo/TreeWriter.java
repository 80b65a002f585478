package dev.plumbline.mojo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/** Writes random trees in the bytes of a MOJO: every kind of node, every direction of missing values. */
final class TreeWriter {

    private static final int LEAF_LEFT = 48;
    private static final int LEAF_RIGHT = 0x40;
    private static final int NO_COLUMN = 65_535;

    private final Random random;
    private final int[] levels;
    private final int stopPercent;

    /**
     * @param levels per column, -1 for a number
     * @param stopPercent how often a branch ends early; 0 gives full trees
     */
    TreeWriter(Random random, int[] levels, int stopPercent) {
        this.random = random;
        this.levels = levels;
        this.stopPercent = stopPercent;
    }

    byte[] tree(int depth) {
        if (depth == 0) {
            return buffer(7)
                    .put((byte) 0)
                    .putChar((char) NO_COLUMN)
                    .putFloat(leaf())
                    .array();
        }
        return node(depth, false);
    }

    private byte[] node(int depth, boolean bitsetAbove) {
        int column = random.nextInt(levels.length);
        int direction = 1 + random.nextInt(5);
        boolean asLevel = levels[column] >= 0 && random.nextInt(4) > 0 && (direction != 1 || bitsetAbove);
        int kind = asLevel ? (random.nextBoolean() ? 8 : 12) : 0;
        byte[] question = direction == 1 ? new byte[0] : question(column, kind);
        boolean bitset = bitsetAbove || kind != 0 && direction != 1;
        boolean leafLeft = ends(depth);
        boolean leafRight = ends(depth);
        byte[] left = leafLeft ? buffer(4).putFloat(leaf()).array() : node(depth - 1, bitset);
        byte[] right = leafRight ? buffer(4).putFloat(leaf()).array() : node(depth - 1, bitset);
        int sizeBytes = leafLeft ? 0 : sizeBytes(left.length);
        int type = kind | (leafLeft ? LEAF_LEFT : sizeBytes - 1) | (leafRight ? LEAF_RIGHT : 0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(buffer(4)
                .put((byte) type)
                .putChar((char) column)
                .put((byte) direction)
                .array());
        out.writeBytes(question);
        for (int i = 0; i < sizeBytes; i++) {
            out.write(left.length >>> 8 * i);
        }
        out.writeBytes(left);
        out.writeBytes(right);
        return out.toByteArray();
    }

    private boolean ends(int depth) {
        return depth == 1 || random.nextInt(100) < stopPercent;
    }

    /** Sometimes wider than it must be: any width that holds the size is legal. */
    private int sizeBytes(int size) {
        int least = size < 1 << 8 ? 1 : size < 1 << 16 ? 2 : 3;
        return random.nextInt(8) == 0 ? 4 : least;
    }

    private byte[] question(int column, int kind) {
        if (kind == 0) {
            return buffer(4).putFloat(threshold(column)).array();
        }
        if (kind == 8) {
            return buffer(4).putInt(random.nextInt()).array();
        }
        int first = random.nextInt(Math.max(1, levels[column]));
        int count = 1 + random.nextInt(levels[column] + 8);
        byte[] bits = new byte[(count - 1 >> 3) + 1];
        random.nextBytes(bits);
        return buffer(6 + bits.length)
                .putChar((char) first)
                .putInt(count)
                .put(bits)
                .array();
    }

    private float threshold(int column) {
        if (levels[column] >= 0) {
            return random.nextInt(levels[column] + 1) - 0.5f;
        }
        return switch (random.nextInt(20)) {
            case 0 -> 0f;
            case 1 -> -0f;
            case 2 -> Float.MIN_VALUE;
            case 3 -> random.nextBoolean() ? Float.POSITIVE_INFINITY : Float.NEGATIVE_INFINITY;
            case 4 -> Float.NaN;
            default -> (float) (random.nextGaussian() * Math.pow(10, random.nextInt(-2, 4)));
        };
    }

    private float leaf() {
        return (float) (random.nextGaussian() * 0.1);
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    }
}
