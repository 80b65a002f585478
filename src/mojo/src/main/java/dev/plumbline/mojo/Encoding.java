package dev.plumbline.mojo;

import hex.genmodel.CategoricalEncoding;
import hex.genmodel.GenModel;
import hex.genmodel.easy.CategoricalEncoder;
import hex.genmodel.easy.EnumEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How the columns of the training frame become the array that the arithmetic reads. Mostly one column is one cell with
 * a number or the index of a level; with an explicit encoding, such as one-hot, one column spreads over many cells.
 */
final class Encoding {

    /** The position of the offset, which is no cell of the row. */
    static final int OFFSET = -1;

    private final List<InputColumn> columns;
    private final int[] positions;
    private final CategoricalEncoder[] encoders;
    private final double[] blank;
    private final UnknownLevel unknown;

    private Encoding(
            List<InputColumn> columns,
            int[] positions,
            CategoricalEncoder[] encoders,
            double[] blank,
            UnknownLevel unknown) {
        this.columns = List.copyOf(columns);
        this.unknown = unknown;
        this.positions = positions;
        this.encoders = encoders;
        this.blank = blank;
    }

    static Encoding of(GenModel model, UnknownLevel unknown) {
        CategoricalEncoding kind = model.getCategoricalEncoding();
        if (kind == null) {
            throw new IllegalStateException("unknown categorical encoding");
        }
        Map<String, Integer> mapping = kind.createColumnMapping(model);
        Map<Integer, CategoricalEncoder> byPosition = kind.createCategoricalEncoders(model, mapping);
        boolean original = kind != CategoricalEncoding.AUTO && model.getOrigNames() != null;
        String[] names = original ? model.getOrigNames() : model.getNames();
        String[][] levels = original ? model.getOrigDomainValues() : model.getDomainValues();
        int count = original ? model.getOrigNumCols() : model.nfeatures();

        List<InputColumn> columns = new ArrayList<>(count + 1);
        int[] positions = new int[count + 1];
        CategoricalEncoder[] encoders = new CategoricalEncoder[count + 1];
        double[] blank = new double[model.nfeatures()];
        Arrays.fill(blank, Double.NaN);
        for (int i = 0; i < count; i++) {
            positions[i] = mapping.get(names[i]);
            encoders[i] = byPosition.get(positions[i]);
            if (encoders[i] == null) {
                columns.add(new InputColumn(names[i], InputColumn.Type.NUMERIC, List.of()));
            } else {
                columns.add(new InputColumn(names[i], InputColumn.Type.CATEGORICAL, Arrays.asList(levels[i])));
                // A column that the caller leaves out counts as missing in the cluster, so it must here as well.
                encoders[i].encodeNA(blank);
            }
        }
        if (model.getOffsetName() != null) {
            columns.add(new InputColumn(model.getOffsetName(), InputColumn.Type.OFFSET, List.of()));
            positions[count] = OFFSET;
        }
        Encoding encoding = new Encoding(columns, positions, encoders, blank, unknown);
        for (int i = 0; i < count; i++) {
            encoding.tryOut(i);
        }
        return encoding;
    }

    /**
     * An archive may announce an encoding that its columns have no room for, and a client must not be the first to find
     * that out.
     *
     * @throws RuntimeException when a value of the column would lie outside of the row
     */
    private void tryOut(int column) {
        double[] row = blank();
        if (encoders[column] == null) {
            row[positions[column]] = 0;
            return;
        }
        List<String> levels = columns.get(column).levels();
        // By the index each level takes the same cell; with a cell for each, every level writes all of them.
        if (!levels.isEmpty()) {
            encode(column, levels.getFirst(), row);
            encode(column, levels.getLast(), row);
        }
        encode(column, "", row);
    }

    List<InputColumn> columns() {
        return columns;
    }

    int position(int column) {
        return positions[column];
    }

    double[] blank() {
        return blank.clone();
    }

    void clear(double[] values) {
        System.arraycopy(blank, 0, values, 0, blank.length);
    }

    /** @return false when an index is not what stands for a level */
    boolean encode(int column, int level, double[] values) {
        if (!(encoders[column] instanceof EnumEncoder)) {
            return false;
        }
        values[positions[column]] = level;
        return true;
    }

    boolean encode(int column, String level, double[] values) {
        if (encoders[column].encodeCatValue(level, values)) {
            return true;
        }
        int levels = columns.get(column).levels().size();
        switch (unknown) {
            case MISSING -> encoders[column].encodeNA(values);
            case NO_MATCH -> values[positions[column]] = levels;
            case NO_CELL -> Arrays.fill(values, positions[column], positions[column] + levels + 1, 0);
        }
        return false;
    }
}
