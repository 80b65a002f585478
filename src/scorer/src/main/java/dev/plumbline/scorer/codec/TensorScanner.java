package dev.plumbline.scorer.codec;

import dev.plumbline.mojo.CannotScoreException;
import dev.plumbline.mojo.LoadedModel;
import dev.plumbline.mojo.Row;
import dev.plumbline.scorer.serving.Scorer;
import dev.plumbline.scorer.serving.Serving;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads, scores and writes the tensors of a well-formed request straight from its bytes, as {@link RowScanner} does with
 * rows: it only knows good input of the common shapes, and leaves everything else to {@link TensorProtocol}. For one
 * thread; used again for the next request.
 */
final class TensorScanner {

    /** Predictions of a very large request are not kept. */
    private static final int KEPT = 32 << 10;

    private final RowNames names;
    private final Row row;
    private final CellScanner cells;
    private final TensorIndex index;
    private final AnswerBuffer out = new AnswerBuffer();
    private double[] predictions = new double[16];

    TensorScanner(LoadedModel model, RowNames names) {
        this.names = names;
        this.row = model.newRow();
        this.cells = new CellScanner(names, row);
        this.index = new TensorIndex(names);
    }

    /** @return the answer; empty for a body that is not plain and good */
    Optional<Scored> score(Serving serving, Scorer.Rows scorer, byte[] request, int maxRows) {
        Tally tally = new Tally();
        cells.begin(request, tally);
        try {
            if (!index.read(request, maxRows)) {
                return Optional.empty();
            }
            if (scorer.wantsAll()) {
                if (!rows(scorer, request, true)) {
                    return Optional.empty();
                }
                scorer.announced();
                tally.unknownLevels = 0;
            }
            if (!rows(scorer, request, false)) {
                return Optional.empty();
            }
            tally.rows = index.rows();
            tally.missingColumns = (names.columns() - index.bound()) * index.rows();
            answer(names.opening(serving), request);
            return Optional.of(new Scored(out.copy(), tally));
        } catch (CannotScoreException told) {
            // The full parser says which row it was.
            return Optional.empty();
        } finally {
            cells.end();
            index.clear();
            predictions = predictions.length > KEPT ? new double[16] : predictions;
        }
    }

    /** @param announcing only tells the scorer which rows there are */
    private boolean rows(Scorer.Rows scorer, byte[] body, boolean announcing) throws CannotScoreException {
        int width = names.template().width();
        for (int r = 0; r < index.rows(); r++) {
            row.clear();
            for (int column = 0; column < names.columns(); column++) {
                int at = index.place(column, r);
                int end = at < 0 ? 0 : cell(column, body, at);
                if (end < 0 || at >= 0 && !(end < body.length && Cursor.endsValue(body[end]))) {
                    return false;
                }
            }
            if (announcing) {
                scorer.announce(row);
                continue;
            }
            if (predictions.length < (r + 1) * width) {
                predictions = Arrays.copyOf(predictions, 2 * (r + 1) * width);
            }
            System.arraycopy(scorer.score(row), 0, predictions, r * width, width);
        }
        return true;
    }

    /** @return the position after the value; negative for one that is not plain, or not of the datatype of its tensor */
    private int cell(int column, byte[] body, int at) {
        Kind kind = index.kind(column);
        switch (body[at]) {
            case 'n':
                return cells.value(column, at);
            case '"':
                if (kind != Kind.TEXT) {
                    return Text.UNUSUAL;
                }
                return names.categorical(column) ? cells.value(column, at) : cells.quotedNumber(column, at);
            case 't', 'f':
                return kind == Kind.BOOL ? cells.value(column, at) : Text.UNUSUAL;
            default:
                if (kind != Kind.REAL && !kind.isWhole()) {
                    return Text.UNUSUAL;
                }
                int end = cells.value(column, at);
                return end >= 0 && kind.isWhole() && !cells.within(kind) ? Text.UNUSUAL : end;
        }
    }

    private void answer(RowNames.Opening opening, byte[] body) {
        AnswerTemplate template = names.template();
        out.clear();
        out.add(opening.tensors());
        if (index.idFrom() >= 0) {
            out.add(AnswerTemplate.ID);
            out.add(body, index.idFrom(), index.idTo());
            out.add('"');
        }
        out.add(opening.parameters());
        int[] wanted = index.outputs();
        int outputs = wanted.length == 0 ? template.width() : wanted.length;
        for (int i = 0; i < outputs; i++) {
            if (i > 0) {
                out.add(',');
            }
            template.tensor(out, wanted.length == 0 ? i : wanted[i], predictions, index.rows());
        }
        out.add(']');
        out.add('}');
    }
}
