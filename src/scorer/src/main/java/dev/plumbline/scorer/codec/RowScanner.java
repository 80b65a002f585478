package dev.plumbline.scorer.codec;

import dev.plumbline.mojo.CannotScoreException;
import dev.plumbline.mojo.LoadedModel;
import dev.plumbline.mojo.Row;
import dev.plumbline.scorer.serving.Scorer;
import dev.plumbline.scorer.serving.Serving;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads, scores and writes the rows of a well-formed request straight from its bytes. It only knows good input of the
 * common shapes; at anything else it gives up, and {@link RowProtocol} begins again with a full parser, so that what is
 * wrong with a body is said in one place only. For one thread; used again for the next request.
 */
final class RowScanner {

    private static final byte[] INSTANCES = ascii("\"instances\"");

    private final RowNames names;
    private final Row row;
    private final AnswerBuffer out = new AnswerBuffer();
    private final CellScanner cells;
    private final int[] order;
    private final int[] seen;
    private int stamp;
    private boolean announcing;
    private byte[] body = {};
    private Tally tally = new Tally();

    RowScanner(LoadedModel model, RowNames names) {
        this.names = names;
        this.row = model.newRow();
        this.cells = new CellScanner(names, row);
        this.order = new int[names.columns()];
        this.seen = new int[names.columns()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
    }

    /** @return the answer; empty for a body that is not plain and good */
    Optional<Scored> score(Serving serving, Scorer.Rows scorer, byte[] request, int maxRows) {
        body = request;
        tally = new Tally();
        cells.begin(request, tally);
        out.clear();
        try {
            if (scorer.wantsAll()) {
                announcing = true;
                if (!request(serving, scorer, maxRows)) {
                    return Optional.empty();
                }
                announcing = false;
                scorer.announced();
                tally = new Tally();
                cells.begin(request, tally);
                out.clear();
            }
            return request(serving, scorer, maxRows) ? Optional.of(new Scored(out.copy(), tally)) : Optional.empty();
        } catch (CannotScoreException told) {
            // The full parser says which row it was.
            return Optional.empty();
        } finally {
            announcing = false;
            body = new byte[0];
            cells.end();
        }
    }

    private boolean request(Serving serving, Scorer.Rows scorer, int maxRows) throws CannotScoreException {
        int at = Text.after('{', body, 0);
        if (at < 0) {
            return false;
        }
        at = Text.skipSpace(body, at);
        if (!Text.at(body, at, INSTANCES)) {
            return false;
        }
        at = Text.after('[', body, Text.after(':', body, at + INSTANCES.length));
        if (at < 0) {
            return false;
        }
        out.add(names.opening(serving).rows());
        at = Text.skipSpace(body, at);
        if (at < body.length && body[at] == ']') {
            at++;
        } else {
            at = rows(scorer, maxRows, at);
        }
        at = Text.after('}', body, at);
        if (at < 0 || Text.skipSpace(body, at) != body.length) {
            return false;
        }
        out.add(']');
        out.add('}');
        return true;
    }

    /** @return the position after the bracket that ends the rows */
    private int rows(Scorer.Rows scorer, int maxRows, int from) throws CannotScoreException {
        int at = from;
        while (true) {
            at = Text.after('{', body, at);
            if (at < 0 || tally.rows == maxRows) {
                return Text.UNUSUAL;
            }
            at = columns(at);
            if (at < 0) {
                return Text.UNUSUAL;
            }
            if (announcing) {
                scorer.announce(row);
            } else {
                if (tally.rows > 0) {
                    out.add(',');
                }
                names.template().row(out, scorer.score(row));
            }
            tally.rows++;
            at = Text.skipSpace(body, at);
            if (at >= body.length || body[at] != ',') {
                return Text.after(']', body, at);
            }
            at++;
        }
    }

    /** @return the position after the brace that ends a row */
    private int columns(int from) {
        row.clear();
        stamp++;
        int known = 0;
        int at = Text.skipSpace(body, from);
        if (at < body.length && body[at] == '}') {
            tally.missingColumns += seen.length;
            return at + 1;
        }
        for (int place = 0; ; place++) {
            at = Text.skipSpace(body, at);
            if (at >= body.length || body[at] != '"') {
                return Text.UNUSUAL;
            }
            at++;
            int column = column(at, place);
            int end = column >= 0 ? at + names.length(column) : Text.endOfText(body, at);
            if (end < 0) {
                return Text.UNUSUAL;
            }
            int value = Text.after(':', body, end + 1);
            if (value < 0) {
                return Text.UNUSUAL;
            }
            value = Text.skipSpace(body, value);
            if (column < 0) {
                tally.extraColumns++;
                at = Text.modest(body, at, end) ? cells.ignored(value) : Text.UNUSUAL;
            } else if (seen[column] == stamp) {
                return Text.UNUSUAL;
            } else {
                seen[column] = stamp;
                known++;
                at = cells.value(column, value);
            }
            if (at < 0) {
                return Text.UNUSUAL;
            }
            at = Text.skipSpace(body, at);
            if (at >= body.length || body[at] != ',') {
                tally.missingColumns += seen.length - known;
                return Text.after('}', body, at);
            }
            at++;
        }
    }

    /** Clients send their columns in one order: the column that stood here in the row before is tried first. */
    private int column(int from, int place) {
        if (place < order.length && names.isQuotedAt(order[place], body, from)) {
            return order[place];
        }
        int end = Text.endOfText(body, from);
        int column = end < 0 ? -1 : names.column(body, from, end);
        if (column >= 0 && place < order.length) {
            order[place] = column;
        }
        return column;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
