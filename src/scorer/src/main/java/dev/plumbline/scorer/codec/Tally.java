package dev.plumbline.scorer.codec;

/** What a request held besides good values; it goes into the metrics. */
public final class Tally {

    int rows;
    int unknownLevels;
    int missingColumns;
    int extraColumns;

    public int rows() {
        return rows;
    }

    /** Values of categorical columns that training never saw. */
    public int unknownLevels() {
        return unknownLevels;
    }

    /** Columns of the model that a row did not name. */
    public int missingColumns() {
        return missingColumns;
    }

    /** Names that the model does not know. */
    public int extraColumns() {
        return extraColumns;
    }
}
