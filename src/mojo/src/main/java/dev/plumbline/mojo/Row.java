package dev.plumbline.mojo;

/** The inputs of one scoring and its answer. For one thread; cleared and used again for the next row. */
public final class Row {

    private final Encoding encoding;
    private final double[] values;
    private final double[] prediction;
    private final long[] words;
    private final Workspace workspace;
    private double offset;

    Row(Encoding encoding, int outputs, Workspace workspace) {
        this.workspace = workspace;
        this.encoding = encoding;
        this.values = encoding.blank();
        this.prediction = new double[outputs];
        this.words = new long[values.length + 1];
    }

    /** Makes every column missing again. */
    public void clear() {
        encoding.clear(values);
        offset = 0;
    }

    /** Sets a numeric column or the offset. */
    public void number(int column, double value) {
        int position = encoding.position(column);
        if (position == Encoding.OFFSET) {
            offset = value;
        } else {
            values[position] = value;
        }
    }

    /**
     * Sets a categorical column.
     *
     * @return false for a level that training did not see; it then counts as H2O counts it, mostly as missing
     */
    public boolean level(int column, String level) {
        return encoding.encode(column, level, values);
    }

    /**
     * Sets a categorical column to the level of an index.
     *
     * @return false when the column is encoded in another way than by the index; it is then left as it is
     */
    public boolean levelIndex(int column, int index) {
        return encoding.encode(column, index, values);
    }

    /**
     * The 128 bits that stand for the inputs as the model reads them, so equal for two spellings of one row. To be asked
     * for before the row is scored, which may overwrite the inputs. Nothing is allocated.
     *
     * @param into receives the two halves
     */
    public void fingerprint(KeyedHash hash, long[] into) {
        int count = values.length;
        for (int i = 0; i < count; i++) {
            words[i] = Double.doubleToLongBits(values[i]);
        }
        words[count] = Double.doubleToLongBits(offset);
        hash.of(words, count + 1, into);
    }

    double[] values() {
        return values;
    }

    double offset() {
        return offset;
    }

    Workspace workspace() {
        return workspace;
    }

    double[] prediction() {
        return prediction;
    }
}
