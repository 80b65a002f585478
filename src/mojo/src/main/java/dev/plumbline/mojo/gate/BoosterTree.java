package dev.plumbline.mojo.gate;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A tree of an XGBoost booster: a header of 148 bytes, nodes of 20 (parent, left, right, column, number), statistics of 16.
 * The reader goes from node to node by index until it meets a leaf; here every node that can be reached is reached once.
 */
final class BoosterTree {

    static final int LEAST_BYTES = 148 + 36;

    private static final int NODE = 20;
    private static final int STATISTICS = 16;

    private final Bytes in;
    private final int[] left;
    private final int[] right;

    private BoosterTree(Bytes in, int nodes) {
        this.in = in;
        left = new int[nodes];
        right = new int[nodes];
    }

    /** @param cells of a row, once levels are spread */
    static TreeSize check(Bytes in, int cells, MojoLimits limits) throws Malformed {
        in.skip(4);
        int nodes = in.count("number of nodes", 1, in.remaining() / (NODE + STATISTICS));
        in.skip(12);
        in.count("leaf vector", 0, 0);
        in.skip(31 * 4);
        BoosterTree tree = new BoosterTree(in, nodes);
        tree.read(cells);
        in.skip((long) STATISTICS * nodes);
        return tree.walk(limits.maxTreeDepth());
    }

    private void read(int cells) throws Malformed {
        for (int i = 0; i < left.length; i++) {
            in.skip(4);
            left[i] = in.i4();
            right[i] = in.i4();
            int column = in.i4() & Integer.MAX_VALUE;
            float number = in.f4();
            boolean leaf = left[i] == -1;
            // A node that pruning has deleted keeps its place with impossible content; the walk must not come there.
            if (leaf ? Float.isNaN(number) : column >= cells) {
                left[i] = Integer.MIN_VALUE;
            }
        }
    }

    private TreeSize walk(int maxDepth) throws Malformed {
        BitSet reached = new BitSet(left.length);
        int[] waiting = new int[64];
        int[] depths = new int[64];
        int count = 1;
        int deepest = 0;
        int splits = 0;
        while (count > 0) {
            int node = waiting[--count];
            int depth = depths[count];
            deepest = Math.max(deepest, depth);
            if (node < 0 || node >= left.length || reached.get(node)) {
                throw in.broken("has a tree whose nodes do not form one");
            }
            reached.set(node);
            if (left[node] == Integer.MIN_VALUE) {
                throw in.broken(
                        "has a tree that asks for a column that the model does not have, or a leaf of no number");
            }
            if (left[node] != -1) {
                if (depth == maxDepth) {
                    throw in.broken("has a tree deeper than %d splits".formatted(maxDepth));
                }
                splits++;
                if (count + 2 > waiting.length) {
                    waiting = Arrays.copyOf(waiting, 2 * waiting.length);
                    depths = Arrays.copyOf(depths, 2 * depths.length);
                }
                depths[count] = depth + 1;
                waiting[count++] = right[node];
                depths[count] = depth + 1;
                waiting[count++] = left[node];
            }
        }
        return new TreeSize(left.length, splits, deepest);
    }
}
