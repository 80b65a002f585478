package dev.plumbline.scorer.codec;

import dev.plumbline.mojo.InputColumn;
import dev.plumbline.mojo.LoadedModel;
import dev.plumbline.scorer.serving.Serving;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What the codec makes of a model once: its columns and levels by their bytes, the fixed parts of its answers, and
 * scanners that are lent out, so that a request allocates little more than its answer. It holds no reference to the model.
 */
final class RowNames {

    /** More than threads that score at once; a request that finds its place empty makes a scanner of its own. */
    private static final int SCANNERS = 64;

    private final ByteTable columns;
    private final ByteTable[] levels;
    private final AnswerTemplate template;
    private final AtomicReferenceArray<RowScanner> scanners = new AtomicReferenceArray<>(SCANNERS);
    private volatile Opening opening = new Opening(new Object(), new byte[0]);

    /** The beginning of answers, for the serving that it was made for. */
    private record Opening(Object serving, byte[] bytes) {}

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

    /** A scanner for one request, to be given back. */
    RowScanner borrow(LoadedModel model) {
        RowScanner kept = scanners.getAndSet(place(), null);
        return kept == null ? new RowScanner(model, this) : kept;
    }

    void giveBack(RowScanner scanner) {
        scanners.setRelease(place(), scanner);
    }

    private static int place() {
        return (int) Thread.currentThread().threadId() & SCANNERS - 1;
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

    byte[] opening(Serving serving) {
        Opening made = opening;
        if (made.serving() != serving) {
            made = new Opening(serving, AnswerTemplate.opening(serving));
            opening = made;
        }
        return made.bytes();
    }
}
