package dev.plumbline.scorer.codec;

import dev.plumbline.mojo.InputColumn;
import dev.plumbline.mojo.LoadedModel;
import dev.plumbline.scorer.serving.Serving;
import java.util.List;

/**
 * What the codec makes of a model once: its columns and levels by their bytes, the fixed parts of its answers, and
 * scanners that are lent out, so that a request allocates little more than its answer. It holds no reference to the model.
 */
final class RowNames {

    private final ByteTable columns;
    private final ByteTable[] levels;
    private final AnswerTemplate template;
    private final Shelf<RowScanner> rows = new Shelf<>();
    private final Shelf<TensorScanner> tensors = new Shelf<>();
    private volatile Opening opening = new Opening(new Object(), new byte[0], new byte[0], new byte[0]);

    /**
     * The beginning of answers.
     *
     * @param serving that it was made for
     * @param rows up to the first row
     * @param tensors up to where the id of the request stands
     * @param parameters from there to the first tensor
     */
    record Opening(Object serving, byte[] rows, byte[] tensors, byte[] parameters) {}

    private RowNames(LoadedModel model) {
        List<InputColumn> inputs = model.inputs();
        columns = new ByteTable(inputs.stream().map(InputColumn::name).toList());
        levels = inputs.stream()
                .map(input -> input.categorical() ? new ByteTable(input.levels()) : null)
                .toArray(ByteTable[]::new);
        template = new AnswerTemplate(model);
    }

    static RowNames of(LoadedModel model) {
        return model.companion(RowNames.class, RowNames::new);
    }

    /** Scanners of rows, lent for one request. */
    Shelf<RowScanner> rows() {
        return rows;
    }

    /** Scanners of tensors, lent for one request. */
    Shelf<TensorScanner> tensors() {
        return tensors;
    }

    int columns() {
        return levels.length;
    }

    boolean categorical(int column) {
        return levels[column] != null;
    }

    int column(byte[] bytes, int from, int to) {
        return columns.find(bytes, from, to);
    }

    int column(Cursor in) {
        return in.find(columns);
    }

    boolean isQuotedAt(int column, byte[] bytes, int from) {
        return columns.isQuotedAt(column, bytes, from);
    }

    int length(int column) {
        return columns.length(column);
    }

    int level(int column, byte[] bytes, int from, int to) {
        return levels[column].find(bytes, from, to);
    }

    AnswerTemplate template() {
        return template;
    }

    Opening opening(Serving serving) {
        Opening made = opening;
        if (made.serving() != serving) {
            made = AnswerTemplate.opening(serving);
            opening = made;
        }
        return made;
    }
}
