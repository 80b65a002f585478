package dev.plumbline.mojo.gate;

import java.io.IOException;
import java.util.Set;

/**
 * One model of an archive while it is checked.
 *
 * @param folder where its entries lie, with a slash at the end, or empty for the outermost model
 * @param features columns of a row
 * @param classes classes of the response; 1 for a model that answers with a number
 * @param levels for each column its number of levels, or -1 for a numeric one
 * @param seen names of the entries that some model reads
 */
record Part(
        Archive archive,
        MojoLimits limits,
        String folder,
        ModelIni ini,
        int features,
        int classes,
        int[] levels,
        Set<String> seen,
        Tally tally) {

    boolean has(String name) {
        return archive.has(folder + name);
    }

    byte[] read(String name) throws IOException, Malformed {
        seen.add(folder + name);
        return archive.read(folder + name);
    }

    /** Number of lines of a text entry. */
    int lines(String name) throws IOException, Malformed {
        return Lines.count(read(name));
    }

    /** Checks the sum of an entry that belongs to the model, if it is there, though nothing needs to look into it. */
    void note(String name) throws IOException, Malformed {
        if (has(name) && seen.add(folder + name)) {
            archive.verify(folder + name);
        }
    }

    /** Levels that all columns of the archive together may have. */
    int maxLevels() {
        return limits.items(limits.maxLevels(), archive.archiveBytes());
    }

    /**
     * How categorical columns, which stand before the numeric ones, spread over cells: {@code offsets[i]} is the first
     * cell of column i, and one more than the last column tells where the numeric ones begin. Readers allocate by it.
     */
    int[] cells(int categorical) throws Malformed {
        int[] offsets = ini.integers("cat_offsets", categorical + 1);
        for (int i = 0; i < categorical; i++) {
            int width = offsets[i + 1] - offsets[i];
            // One cell more than levels where missing values have their own, one less where the first level has none.
            if (width < 0 || levels[i] < 0 || width > levels[i] + 1) {
                throw new Malformed("model.ini has cat_offsets that do not fit the levels of its columns");
            }
        }
        if (offsets[0] != 0) {
            throw new Malformed("model.ini has cat_offsets that do not fit the levels of its columns");
        }
        return offsets;
    }
}
