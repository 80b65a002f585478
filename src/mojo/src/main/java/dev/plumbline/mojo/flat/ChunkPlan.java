package dev.plumbline.mojo.flat;

import dev.plumbline.mojo.flat.Slots.LevelSlot;

/** Which trees go into a chunk, and how large its arrays become. */
final class ChunkPlan {

    private static final int BITS = 32;

    private final int sum;
    private final int first;
    private final int[] levelNodes;
    private final LevelSlot[] levels;
    private int nodes;
    private int trees;
    private int end;
    private int words = 1; // the first is read, and ignored, by nodes that ask for no level

    ChunkPlan(int sum, int first, int columns) {
        this.sum = sum;
        this.first = first;
        this.levelNodes = new int[columns];
        this.levels = new LevelSlot[columns];
    }

    void count(Tree tree) {
        nodes += tree.size();
        trees++;
        for (int node = 0; node < tree.size(); node++) {
            if (tree.test(node) == Tree.Test.LEVEL) {
                levelNodes[tree.column(node)]++;
            }
        }
    }

    /**
     * No more trees come.
     *
     * @param end index of the first tree that is not part of it
     * @return words that its tables take
     */
    int close(int end, int chunk, Slots slots, TreeSource source) throws Undecodable {
        this.end = end;
        for (int column = 0; column < levels.length; column++) {
            if (levelNodes[column] > 0) {
                int stride = (levelNodes[column] + BITS - 1) / BITS;
                long size = (long) stride * source.levelKeys(column);
                if (words + size > 1 << 30) {
                    throw new Undecodable("its columns have too many levels");
                }
                levels[column] = slots.level(chunk, column, words, stride);
                words += (int) size;
            }
        }
        return words;
    }

    int sum() {
        return sum;
    }

    int first() {
        return first;
    }

    int end() {
        return end;
    }

    int nodes() {
        return nodes;
    }

    int trees() {
        return trees;
    }

    int words() {
        return words;
    }

    LevelSlot level(int column) {
        return levels[column];
    }
}
