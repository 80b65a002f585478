package dev.plumbline.mojo.gate;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/**
 * Upper bounds of an archive. They are far above real models and far below what hurts. Each is a setting, named as here.
 *
 * @param maxArchiveBytes size of the file itself
 * @param maxExpandedBytes sum of all entries after inflation; a loaded model holds them in memory
 * @param maxEntries number of entries; a tree takes two, so 200 000 leaves room for 10 000 rounds of 10 classes
 * @param maxRatio inflated size over packed size, for each entry and for the archive; trees and text reach 10, bombs 1000
 * @param maxColumns columns of one model
 * @param maxLevels levels of all categorical columns together
 * @param maxTrees trees of all models of an archive, all classes together
 * @param maxNesting models inside models; H2O writes an ensemble of models, so 4 is generous
 * @param maxModels models of an ensemble
 * @param maxTreeDepth splits between the root and a leaf; H2O's default is 5 to 20
 * @param maxNumbers numbers in the vectors of one {@code model.ini}, such as the weights of a network
 */
public record MojoLimits(
        long maxArchiveBytes,
        long maxExpandedBytes,
        int maxEntries,
        int maxRatio,
        int maxColumns,
        int maxLevels,
        int maxTrees,
        int maxNesting,
        int maxModels,
        int maxTreeDepth,
        int maxNumbers) {

    /** 512 MiB packed, 1 GiB expanded, 200 000 entries, ratio 50, 100 000 columns, 10 million levels, 200 000 trees. */
    public static final MojoLimits DEFAULT = new MojoLimits(
            512L << 20, 1L << 30, 200_000, 50, 100_000, 10_000_000, 200_000, 4, 1_000, 1_000, 20_000_000);

    public MojoLimits {
        boolean positive = maxArchiveBytes > 0
                && maxExpandedBytes > 0
                && maxEntries > 0
                && maxRatio > 0
                && maxColumns > 0
                && maxLevels > 0
                && maxTrees > 0
                && maxNesting >= 0
                && maxModels > 0
                && maxTreeDepth > 0
                && maxNumbers > 0;
        if (!positive) {
            throw new IllegalArgumentException("a limit of the MOJO gate must be positive");
        }
    }

    /**
     * These limits with some replaced, from text such as {@code maxTrees=300000,maxRatio=80}.
     *
     * @throws IllegalArgumentException for a name that is none of the limits, or a value that is no positive number
     */
    public MojoLimits with(String settings) {
        MojoLimits limits = this;
        for (String setting : settings.split(",")) {
            if (!setting.isBlank()) {
                String[] pair = setting.strip().split("\\s*=\\s*", 2);
                limits = limits.with(pair[0], pair.length < 2 ? "" : pair[1]);
            }
        }
        return limits;
    }

    private MojoLimits with(String name, String value) {
        RecordComponent[] all = MojoLimits.class.getRecordComponents();
        Object[] values = new Object[all.length];
        Class<?>[] types = new Class<?>[all.length];
        boolean known = false;
        try {
            for (int i = 0; i < all.length; i++) {
                boolean meant = all[i].getName().equals(name);
                types[i] = all[i].getType();
                values[i] = !meant
                        ? all[i].getAccessor().invoke(this)
                        : types[i] == int.class ? (Object) Integer.valueOf(value) : (Object) Long.valueOf(value);
                known |= meant;
            }
            if (!known) {
                throw new IllegalArgumentException("there is no limit of that name; the limits are "
                        + String.join(
                                ", ",
                                Arrays.stream(all).map(RecordComponent::getName).toList()));
            }
            return MojoLimits.class.getDeclaredConstructor(types).newInstance(values);
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("the limit " + name + " needs a number", noNumber);
        } catch (ReflectiveOperationException refused) {
            throw new IllegalArgumentException("the limit " + name + " must be positive", refused);
        }
    }

    /** How much an archive of this size may expand to. A list of levels that repeats itself packs very well. */
    long expansion(long packedBytes) {
        return Math.min(maxExpandedBytes, Math.max(FLOOR, packedBytes * maxRatio));
    }

    /** Numbers and levels that an archive of this size can honestly hold: each takes a byte or more, packed. */
    int items(int limit, long archiveBytes) {
        return (int) Math.min(limit, Math.max(ITEM_FLOOR, archiveBytes));
    }

    /** Below this many bytes the ratio says nothing. */
    private static final long FLOOR = 4L << 20;

    /** A number or a level costs up to about a hundred bytes while it is read: this many take 20 MiB. */
    private static final int ITEM_FLOOR = 200_000;
}
