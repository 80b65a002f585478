package dev.plumbline.mojo.flat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes trees one after the other into the arrays of a walk, first with the numbers of their questions. */
final class WalkWriter {

    /** 128 KiB. An array of half a region of G1, at its smallest 512 KiB, would be humongous. */
    private static final int MOST_NODES = 1 << LinkedWalk.CHILD_BITS;

    /** Deeper trees are rarely full. */
    private static final int MOST_LEVELS = 10;
    /** Ways through full trees for each node that there is. */
    private static final int MOST_PADDING = 2;

    private final int sum;
    private final List<Integer> roots = new ArrayList<>();
    private final List<Integer> depths = new ArrayList<>();
    private int[] nodes = new int[1024];
    private float[] leaves = new float[1024];
    private int count;

    WalkWriter(int sum) {
        this.sum = sum;
    }

    int sum() {
        return sum;
    }

    /** Whether a tree fits into any walk. One node is kept for lanes without a tree. */
    static boolean takes(Tree tree) {
        return tree.size() < MOST_NODES;
    }

    boolean hasRoom(Tree tree) {
        return count + tree.size() < MOST_NODES;
    }

    void add(Tree tree, BoardBuilder board) {
        int root = count;
        roots.add(root);
        depths.add(tree.depth());
        while (nodes.length <= count + tree.size()) {
            nodes = Arrays.copyOf(nodes, 2 * nodes.length);
            leaves = Arrays.copyOf(leaves, 2 * leaves.length);
        }
        for (int node = 0; node < tree.size(); node++) {
            if (tree.test(node) == Tree.Test.LEAF) {
                nodes[count] = LinkedWalk.node(count, Board.STAY);
                leaves[count++] = Float.intBitsToFloat(tree.high(node));
            } else {
                nodes[count++] = LinkedWalk.node(root + tree.left(node), board.ask(tree, node));
            }
        }
    }

    /** Whether the trees are nearly full, so that they may as well be made full. */
    boolean full() {
        return depth() <= MOST_LEVELS && (long) roots.size() << depth() <= MOST_PADDING * count;
    }

    /** From the roots to the deepest leaves. */
    long steps() {
        return depths.stream().mapToLong(Integer::longValue).sum();
    }

    private int depth() {
        return depths.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /**
     * @param positions where each question is answered; all of them below {@code limit}
     * @param wide whether on a {@link WideBoard}, which is for full trees alone
     */
    Walk walk(int[] positions, int limit, boolean wide) {
        for (int node = 0; node < count; node++) {
            if (!leaf(node)) {
                nodes[node] = LinkedWalk.node(child(node), positions[position(node)]);
            }
        }
        return limit <= 1 << Character.SIZE && full() ? level(depth(), wide) : linked();
    }

    private boolean leaf(int node) {
        return child(node) == node;
    }

    private int child(int node) {
        return nodes[node] >>> LinkedWalk.POSITION_BITS;
    }

    private int position(int node) {
        return nodes[node] & (1 << LinkedWalk.POSITION_BITS) - 1;
    }

    private Walk level(int depth, boolean wide) {
        int lanes = wide ? WideWalk.LANES : LevelWalk.LANES;
        int trees = (roots.size() + lanes - 1) / lanes * lanes;
        char[][] levels = new char[depth][];
        // The nodes of one level, from left to right; a leaf stands for all that is below it. Made-up trees are -1.
        int[] row = new int[trees];
        Arrays.setAll(row, tree -> tree < roots.size() ? roots.get(tree) : -1);
        for (int level = 0; level < depth; level++) {
            levels[level] = new char[Powers.atLeast(row.length)];
            int[] next = new int[2 * row.length];
            for (int n = 0; n < row.length; n++) {
                boolean ends = row[n] < 0 || leaf(row[n]);
                levels[level][n] = (char) (ends ? Board.STAY : position(row[n]));
                next[2 * n] = ends ? row[n] : child(row[n]);
                next[2 * n + 1] = ends ? row[n] : child(row[n]) + 1;
            }
            row = next;
        }
        float[] values = new float[row.length];
        for (int n = 0; n < row.length; n++) {
            // A negative zero changes no sum.
            values[n] = row[n] < 0 ? -0f : leaves[row[n]];
        }
        return wide ? new WideWalk(sum, levels, values, trees) : new LevelWalk(sum, levels, values, trees);
    }

    private LinkedWalk linked() {
        int trees = roots.size();
        while (roots.size() % LinkedWalk.LANES != 0) {
            // Lanes without a tree of their own add a negative zero, which changes no sum.
            nodes[count] = LinkedWalk.node(count, Board.STAY);
            leaves[count] = -0f;
            roots.add(count);
        }
        int[] starts = new int[roots.size()];
        int[] deepest = new int[roots.size() / LinkedWalk.LANES];
        for (int lane = 0; lane < starts.length; lane++) {
            starts[lane] = roots.get(lane);
            int depth = lane < trees ? depths.get(lane) : 0;
            deepest[lane / LinkedWalk.LANES] = Math.max(deepest[lane / LinkedWalk.LANES], depth);
        }
        int all = count + 1;
        return new LinkedWalk(
                sum, Arrays.copyOf(nodes, Powers.atLeast(all)), Arrays.copyOf(leaves, all), starts, deepest);
    }
}
