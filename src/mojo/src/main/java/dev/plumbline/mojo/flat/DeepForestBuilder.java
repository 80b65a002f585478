package dev.plumbline.mojo.flat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Packs deep trees into a forest in two passes: the first counts and gives out slots, the second decodes the trees again and
 * writes the nodes, so that no more than one tree is held twice.
 */
final class DeepForestBuilder {

    /** 256 KiB. An array of half a region of G1, at its smallest 512 KiB, would be humongous. */
    private static final int CHUNK_NODES = (256 << 10) / 8;

    /** A table holds a bit for every level of its column; few levels cost nothing, many can outgrow the model. */
    private static final long FREE_TABLE_BYTES = 16L << 20;

    private final TreeSource source;
    private final Values values;
    private final Slots slots;
    private final Thresholds thresholds;
    private final List<ChunkPlan> plans = new ArrayList<>();
    private int longestJump = 1;
    private long tableWords;

    DeepForestBuilder(TreeSource source, Values values, Thresholds thresholds) {
        this.source = source;
        this.slots = new Slots(source.columns());
        this.values = values;
        this.thresholds = thresholds;
    }

    DeepForest build() throws Undecodable {
        for (int sum = 0; sum < source.sums(); sum++) {
            survey(sum);
        }
        if (slots.count() > 1 << Chunk.SLOT_BITS) {
            throw new Undecodable("it has too many columns");
        }
        if (longestJump >= 1 << Chunk.JUMP_BITS) {
            throw new Undecodable("its trees are too large");
        }
        List<List<Chunk>> bySum = new ArrayList<>();
        for (int sum = 0; sum < source.sums(); sum++) {
            bySum.add(new ArrayList<>());
        }
        for (ChunkPlan plan : plans) {
            bySum.get(plan.sum()).add(write(plan));
        }
        return new DeepForest(
                bySum.stream().map(chunks -> chunks.toArray(Chunk[]::new)).toArray(Chunk[][]::new),
                Keys.of(slots, values),
                slots.count());
    }

    private void survey(int sum) throws Undecodable {
        ChunkPlan plan = new ChunkPlan(sum, 0, source.columns());
        for (int i = 0; i < source.trees(sum); i++) {
            Optional<Tree> tree = source.tree(sum, i);
            if (tree.isEmpty()) {
                continue;
            }
            if (plan.nodes() > 0 && plan.nodes() + tree.get().size() > CHUNK_NODES) {
                close(plan, i);
                plan = new ChunkPlan(sum, i, source.columns());
            }
            plan.count(tree.get());
            note(tree.get());
        }
        if (plan.nodes() > 0) {
            close(plan, source.trees(sum));
        }
    }

    private void close(ChunkPlan plan, int end) throws Undecodable {
        tableWords += plan.close(end, plans.size(), slots, source);
        if (4 * tableWords > FREE_TABLE_BYTES + 4 * source.bytes()) {
            throw new Undecodable("its columns have too many levels");
        }
        plans.add(plan);
    }

    private void note(Tree tree) {
        for (int node = 0; node < tree.size(); node++) {
            Tree.Test test = tree.test(node);
            if (test == Tree.Test.LEAF) {
                continue;
            }
            longestJump = Math.max(longestJump, tree.left(node) - node);
            if (test != Tree.Test.LEVEL) {
                slots.number(tree.column(node), test == Tree.Test.NUMBER_MISSING_RIGHT);
                thresholds.offer(tree.column(node), tree.high(node));
            }
        }
    }

    private Chunk write(ChunkPlan plan) throws Undecodable {
        ChunkWriter writer = new ChunkWriter(plan, slots);
        for (int i = plan.first(); i < plan.end(); i++) {
            Optional<Tree> tree = source.tree(plan.sum(), i);
            if (tree.isPresent()) {
                writer.add(tree.get());
            }
        }
        return writer.chunk();
    }
}
