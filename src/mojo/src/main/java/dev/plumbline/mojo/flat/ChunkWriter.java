package dev.plumbline.mojo.flat;

import dev.plumbline.mojo.flat.Slots.LevelSlot;
import java.util.Arrays;

/** Writes the nodes of trees one after the other into the arrays of a chunk. */
final class ChunkWriter {

    private final ChunkPlan plan;
    private final Slots slots;
    private final long[] nodes;
    private final int[] words;
    private final int[] roots;
    private final int[] depths;
    private final int[] numbered;
    private int nodeCount;
    private int treeCount;

    ChunkWriter(ChunkPlan plan, Slots slots) {
        this.plan = plan;
        this.slots = slots;
        int groups = (plan.trees() + Chunk.LANES - 1) / Chunk.LANES;
        nodes = new long[Powers.atLeast(plan.nodes())];
        words = new int[Powers.atLeast(plan.words())];
        roots = new int[groups * Chunk.LANES];
        depths = new int[groups];
        numbered = new int[slots.count()];
    }

    void add(Tree tree) {
        // Lanes without a tree of their own walk the last one once more, and are not added.
        Arrays.fill(roots, treeCount, roots.length, nodeCount);
        depths[treeCount / Chunk.LANES] = Math.max(depths[treeCount / Chunk.LANES], tree.depth());
        treeCount++;
        for (int node = 0; node < tree.size(); node++) {
            nodes[nodeCount++] = node(tree, node);
        }
    }

    Chunk chunk() {
        return new Chunk(nodes, words, roots, depths, treeCount);
    }

    private long node(Tree tree, int node) {
        return switch (tree.test(node)) {
            case LEAF -> Chunk.node(tree.high(node), 0, Keys.STAY);
            case NUMBER_MISSING_LEFT -> number(tree, node, false);
            case NUMBER_MISSING_RIGHT -> number(tree, node, true);
            case LEVEL -> {
                LevelSlot slot = plan.level(tree.column(node));
                int number = numbered[slot.slot()]++;
                table(slot, number, tree.words(node));
                yield Chunk.node(number, tree.left(node) - node, slot.slot());
            }
        };
    }

    private long number(Tree tree, int node, boolean missingRight) {
        int slot = slots.number(tree.column(node), missingRight);
        return Chunk.node(tree.high(node) - 1, tree.left(node) - node, slot);
    }

    /** Turns the bits of one node over all levels into one bit of the line of every level. */
    private void table(LevelSlot slot, int number, int[] bits) {
        int at = slot.base() + (number >>> 5);
        for (int key = 0; key < 32 * bits.length; key++) {
            if ((bits[key >> 5] >>> key & 1) != 0) {
                words[at + key * slot.stride()] |= 1 << number;
            }
        }
    }
}
