package dev.plumbline.mojo;

/**
 * Upper bounds of an archive. They are far above real models and far below what hurts.
 *
 * @param maxArchiveBytes size of the file itself
 * @param maxExpandedBytes sum of all entries after inflation; they are held in memory, so this is a memory bound
 * @param maxEntries number of entries; a tree takes two, so 200 000 leaves room for 10 000 rounds of 10 classes
 * @param maxRatio inflated size over packed size, for the archive as a whole; trees and text reach 10, bombs 1000
 * @param maxColumns columns of one model
 * @param maxLevels levels of one categorical column
 * @param maxTrees trees of one model, all classes together
 * @param maxNesting models inside models; H2O writes an ensemble of models, and a RuleFit inside it, so 4 is generous
 */
public record MojoLimits(
        long maxArchiveBytes,
        long maxExpandedBytes,
        int maxEntries,
        int maxRatio,
        int maxColumns,
        int maxLevels,
        int maxTrees,
        int maxNesting) {

    /** 512 MiB packed, 1 GiB expanded, 200 000 entries, ratio 200, 100 000 columns, 10 million levels. */
    public static final MojoLimits DEFAULT =
            new MojoLimits(512L << 20, 1L << 30, 200_000, 200, 100_000, 10_000_000, 200_000, 4);
}
