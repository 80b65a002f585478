package dev.plumbline.mojo.gate;

import java.util.Arrays;

/**
 * A tree of GBM, DRF or Isolation Forest in H2O's packed form. The reader jumps over the left side by a length that the
 * bytes give; with a wrong one it goes backwards, for ever, for those rows that turn right. Here every node is visited
 * once, in the order of the bytes: each side must begin where its length says and end where the next one begins.
 *
 * <p>A node: flags (1 byte), column (2), direction of missing values (1), then a number (4), a set of levels in place (4)
 * or a set with offset and length (6 and the bits), or nothing where only missing against present is asked; the length of
 * the left side (1 to 4 bytes) unless it is a leaf; the left side; the right side. A leaf is a number (4).
 */
final class TreeBytes {

    /** In the place of a column: the whole tree is one leaf. */
    private static final int NO_COLUMN = 0xFFFF;

    private static final int LEFT = 0x33;
    private static final int LEFT_LEAF = 0x30;
    private static final int RIGHT = 0xC0;
    private static final int RIGHT_LEAF = 0xC0;
    private static final int TEST = 0x0C;
    private static final int SET_IN_PLACE = 0x08;
    private static final int SET_WITH_OFFSET = 0x0C;

    /** Directions: none, missing against present, missing left, missing right, left, right. */
    private static final int MISSING_VERSUS_PRESENT = 1;

    private static final int LAST_DIRECTION = 5;

    private final Bytes in;
    private final int features;
    private final MojoLimits limits;
    private int splits;
    private int depth;

    /** Left sides that are open: where each must end, its depth, and whether a leaf follows on the right. */
    private int[] ends = new int[32];

    private int[] depths = new int[32];
    private boolean[] leaves = new boolean[32];
    private int open;

    private TreeBytes(byte[] bytes, int features, MojoLimits limits) {
        this.in = new Bytes(bytes, "a tree");
        this.features = features;
        this.limits = limits;
    }

    /** @return what the tree adds to the size of its model */
    static TreeSize check(byte[] bytes, int features, MojoLimits limits) throws Malformed {
        TreeBytes tree = new TreeBytes(bytes, features, limits);
        if (bytes.length == 7 && (bytes[1] & bytes[2] & 0xFF) == 0xFF) {
            tree.in.skip(3);
            tree.leaf();
            return new TreeSize(1, 0, 0);
        }
        tree.walk();
        return new TreeSize(2L * tree.splits + 1, tree.splits, tree.depth);
    }

    private void walk() throws Malformed {
        int level = 1;
        while (true) {
            int flags = split(level);
            boolean rightLeaf = (flags & RIGHT) == RIGHT_LEAF;
            if ((flags & LEFT) != LEFT_LEAF) {
                openLeft(length(flags & LEFT), level, rightLeaf);
                level++;
                continue;
            }
            leaf();
            if (!rightLeaf) {
                level++;
                continue;
            }
            leaf();
            level = closeLeft();
            if (level < 0) {
                return;
            }
        }
    }

    /** Goes up from a finished side to the next split on the right, or answers -1 at the end of the tree. */
    private int closeLeft() throws Malformed {
        while (open > 0) {
            open--;
            if (in.position() != ends[open]) {
                throw in.broken("has a jump that misses its target");
            }
            if (!leaves[open]) {
                return depths[open] + 1;
            }
            leaf();
        }
        if (in.remaining() != 0) {
            throw in.broken("has bytes after its end");
        }
        return -1;
    }

    private void openLeft(int length, int level, boolean rightLeaf) throws Malformed {
        if (length <= 0 || length > in.remaining()) {
            throw in.broken("has a jump that leaves it");
        }
        if (open == ends.length) {
            ends = Arrays.copyOf(ends, 2 * open);
            depths = Arrays.copyOf(depths, 2 * open);
            leaves = Arrays.copyOf(leaves, 2 * open);
        }
        ends[open] = in.position() + length;
        depths[open] = level;
        leaves[open++] = rightLeaf;
    }

    private int length(int code) throws Malformed {
        return switch (code) {
            case 0 -> in.u1();
            case 1 -> in.u2();
            case 2 -> in.u3();
            case 3 -> in.i4();
            default -> throw in.broken("has a node of an unknown kind");
        };
    }

    private int split(int level) throws Malformed {
        splits++;
        depth = Math.max(depth, level);
        if (level > limits.maxTreeDepth()) {
            throw in.broken("is deeper than %d splits".formatted(limits.maxTreeDepth()));
        }
        int flags = in.u1();
        int column = in.u2();
        int direction = in.u1();
        if (column == NO_COLUMN || column >= features) {
            throw in.broken("asks for a column that the model does not have");
        }
        boolean known = (flags & RIGHT) == 0 || (flags & RIGHT) == RIGHT_LEAF;
        if (!known || direction > LAST_DIRECTION) {
            throw in.broken("has a node of an unknown kind");
        }
        test(flags & TEST, direction == MISSING_VERSUS_PRESENT);
        return flags;
    }

    private void test(int kind, boolean missingOnly) throws Malformed {
        if (missingOnly ? kind != 0 : kind != 0 && kind != SET_IN_PLACE && kind != SET_WITH_OFFSET) {
            throw in.broken("has a test of an unknown kind");
        }
        if (kind == SET_WITH_OFFSET) {
            in.skip(2);
            int bits = in.count("set of levels", 1, limits.maxLevels());
            in.skip((bits - 1) / 8 + 1);
        } else if (!missingOnly) {
            in.skip(4);
        }
    }

    private void leaf() throws Malformed {
        if (Float.isNaN(in.f4())) {
            throw in.broken("has a leaf that is not a number");
        }
    }
}
