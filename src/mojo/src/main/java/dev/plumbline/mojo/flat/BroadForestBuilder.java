package dev.plumbline.mojo.flat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Packs trees into parts that share a board. Every tree is decoded once. It gives up when answering all questions
 * beforehand would cost more than it saves, as it does for trees of thousands of nodes.
 */
final class BroadForestBuilder {

    /** Lines hold a bit for every level of their column: few levels cost nothing, many can outgrow the model. */
    private static final long FREE_LINE_BYTES = 16L << 20;

    // Estimated from timings of prototypes: what a step saves against one of a deep forest pays for a sixth of a
    // column, or for five words of answers.
    private static final int STEPS_PER_COLUMN = 6;
    private static final int WORDS_PER_STEP = 5;

    private final TreeSource source;
    private final Values values;
    private final Thresholds thresholds;
    private final Set<Way> ways;
    private final List<BroadForest.Part> parts = new ArrayList<>();
    private PartBuilder part;
    private long steps;
    private long columns;
    private long words;
    private long lineWords;

    BroadForestBuilder(TreeSource source, Values values, Thresholds thresholds) {
        this(source, values, thresholds, EnumSet.allOf(Way.class));
    }

    BroadForestBuilder(TreeSource source, Values values, Thresholds thresholds, Set<Way> ways) {
        this.source = source;
        this.values = values;
        this.thresholds = thresholds;
        this.ways = ways;
        this.part = new PartBuilder(source, values, ways);
        this.lineWords = FREE_LINE_BYTES / Long.BYTES + source.bytes() / 2;
    }

    /** Empty when another form would be quicker. */
    Optional<BroadForest> build() throws Undecodable {
        for (int sum = 0; sum < source.sums(); sum++) {
            for (int i = 0; i < source.trees(sum); i++) {
                Optional<Tree> tree = source.tree(sum, i);
                if (tree.isPresent() && !add(sum, tree.get())) {
                    return Optional.empty();
                }
            }
        }
        if (!close()) {
            return Optional.empty();
        }
        return Optional.of(new BroadForest(parts, source.sums()));
    }

    private boolean add(int sum, Tree tree) throws Undecodable {
        if (!part.fits(tree) && !(close() && part.fits(tree)) || !WalkWriter.takes(tree)) {
            return false;
        }
        part.add(sum, tree);
        steps += tree.depth();
        for (int node = 0; node < tree.size(); node++) {
            if (tree.test(node) == Tree.Test.NUMBER_MISSING_LEFT || tree.test(node) == Tree.Test.NUMBER_MISSING_RIGHT) {
                thresholds.offer(tree.column(node), tree.high(node));
            }
        }
        return true;
    }

    /** Lays out the part that is under way; false when all so far are not worth it. */
    private boolean close() throws Undecodable {
        PartBuilder.Built built = part.build(lineWords);
        columns += built.columns();
        words += built.boardWords();
        lineWords -= built.lineWords();
        parts.add(built.part());
        part = new PartBuilder(source, values, ways);
        return steps >= STEPS_PER_COLUMN * columns + words / WORDS_PER_STEP;
    }
}
