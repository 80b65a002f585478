package dev.plumbline.mojo.gate;

import java.io.IOException;

/** The trees of GBM, DRF and Isolation Forest: a grid of rounds and classes, each tree with an entry of notes beside it. */
final class Forest {

    /** One note for each split: two numbers of nodes, six statistics, two numbers of children. Only its length matters. */
    private static final int NOTE_BYTES = 40;

    private Forest() {}

    static void check(Part part) throws IOException, Malformed {
        MojoLimits limits = part.limits();
        int rounds = part.ini().count("n_trees", 0, limits.maxTrees());
        int perRound = part.ini().count("n_trees_per_class", 1, Math.max(1, part.classes()));
        // Of all models together: a tree that is announced and not there is looked for as well.
        if (part.tally().announced((long) rounds * perRound) > limits.maxTrees()) {
            throw new Malformed("model.ini announces more than %d trees".formatted(limits.maxTrees()));
        }
        if (rounds > part.archive().names().size()) {
            throw new Malformed("model.ini announces more trees than the archive has entries");
        }
        for (int round = 0; round < rounds; round++) {
            for (int type = 0; type < perRound; type++) {
                // A class that no row of a round has gets no tree, and the reader passes over it.
                String name = "trees/t%02d_%03d".formatted(type, round);
                if (part.has(name + ".bin")) {
                    tree(part, name);
                }
            }
        }
        Extras.calibration(part);
        Extras.originals(part);
    }

    private static void tree(Part part, String name) throws IOException, Malformed {
        TreeSize size = TreeBytes.check(part.read(name + ".bin"), part.features(), part.limits());
        part.tally().tree(size);
        part.note(name + "_aux.bin");
        long notes = part.archive().size(part.folder() + name + "_aux.bin");
        if (!part.has(name + "_aux.bin") || notes != (long) NOTE_BYTES * size.splits()) {
            throw new Malformed("a tree has not one note for each split");
        }
    }

    /** Trees of an Extended Isolation Forest, which has one in each round and no notes. */
    static void checkExtended(Part part) throws IOException, Malformed {
        int trees = part.ini()
                .count(
                        "ntrees",
                        1,
                        Math.min(
                                part.limits().maxTrees(), part.archive().names().size()));
        part.ini().count("sample_size", 1, Integer.MAX_VALUE);
        for (int i = 0; i < trees; i++) {
            part.tally()
                    .tree(IsolationTree.check(
                            part.read("trees/t%02d.bin".formatted(i)), part.features(), part.limits()));
        }
    }
}
