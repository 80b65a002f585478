package dev.plumbline.mojo;

/** The inputs of one scoring and its answer. For one thread; cleared and used again for the next row. */
public final class Row {

    private final Encoding encoding;
    private final double[] values;
    private final double[] prediction;
    private double offset;

    Row(Encoding encoding, int outputs) {
        this.encoding = encoding;
        this.values = encoding.blank();
        this.prediction = new double[outputs];
    }

    /** Makes every column missing again. */
    public void clear() {
        encoding.clear(values);
        offset = 0;
    }

    /** Sets a numeric column or the offset. */
    public void number(int column, double value) {
        if (encoding.columns().get(column).type() == InputColumn.Type.OFFSET) {
            offset = value;
        } else {
            values[encoding.position(column)] = value;
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

    double[] values() {
        return values;
    }

    double offset() {
        return offset;
    }

    double[] prediction() {
        return prediction;
    }
}
