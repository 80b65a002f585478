package dev.plumbline.scorer.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.plumbline.mojo.LoadedModel;
import dev.plumbline.mojo.OutputColumn;
import dev.plumbline.mojo.Row;
import dev.plumbline.scorer.serving.Scorer;
import dev.plumbline.scorer.serving.Serving;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The row protocol, {@code {"instances": [{"column": value}]}}. One pass: a row is read, scored and written before the
 * next one is looked at, with one row buffer for the whole request.
 */
public final class RowProtocol {

    private final Serving serving;
    private final LoadedModel model;
    private final Scorer.Rows scorer;
    private final int maxRows;
    private final boolean announcing;
    private final Tally tally = new Tally();
    private final Row row;
    private final CellWriter cells;
    private final boolean[] seen;

    /** @param announcing only tells the scorer which rows there are */
    private RowProtocol(Serving serving, Scorer.Rows scorer, int maxRows, boolean announcing) {
        this.announcing = announcing;
        this.serving = serving;
        this.model = serving.model();
        this.scorer = scorer;
        this.maxRows = maxRows;
        this.row = model.newRow();
        this.cells = new CellWriter(model, row, tally);
        this.seen = new boolean[model.inputs().size()];
    }

    public static Scored score(Serving serving, byte[] request, int maxRows) throws BadInput {
        return score(serving, Scorer.DIRECT, request, maxRows);
    }

    public static Scored score(Serving serving, Scorer scorer, byte[] request, int maxRows) throws BadInput {
        RowNames names = RowNames.of(serving.model());
        RowScanner scanner = names.rows().borrow(() -> new RowScanner(serving.model(), names));
        Optional<Scored> plain = scanner.score(serving, scorer.open(serving), request, maxRows);
        names.rows().giveBack(scanner);
        return plain.isPresent() ? plain.get() : carefully(serving, scorer, request, maxRows);
    }

    /** With the full parser, for whatever is unusual or wrong. */
    static Scored carefully(Serving serving, Scorer scorer, byte[] request, int maxRows) throws BadInput {
        Scorer.Rows rows = scorer.open(serving);
        if (rows.wantsAll()) {
            new RowProtocol(serving, rows, maxRows, true).answer(request);
            rows.announced();
        }
        return new RowProtocol(serving, rows, maxRows, false).answer(request);
    }

    private Scored answer(byte[] request) throws BadInput {
        byte[] body = Answers.body(out -> {
            out.writeStringField("model_name", serving.ref().name());
            out.writeStringField("model_version", serving.ref().version());
            out.writeNumberField("epoch", serving.epoch());
            boolean found = Json.read(request, parser -> fields(parser, out));
            if (!found) {
                throw new BadInput("instances: missing; expected an array of objects");
            }
        });
        return new Scored(body, tally);
    }

    private boolean fields(JsonParser parser, JsonGenerator out) throws IOException, BadInput {
        boolean found = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean instances = parser.currentName().equals("instances");
            parser.nextToken();
            if (!instances) {
                parser.skipChildren();
            } else if (found) {
                throw new BadInput("instances: given twice");
            } else {
                instances(parser, out);
                found = true;
            }
        }
        return found;
    }

    private void instances(JsonParser parser, JsonGenerator out) throws IOException, BadInput {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new BadInput("instances: expected an array of objects, found " + Json.typeOf(parser.currentToken()));
        }
        out.writeArrayFieldStart("predictions");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (tally.rows == maxRows) {
                throw new BadInput("instances: more than %d rows in one request".formatted(maxRows));
            }
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw BadInput.at(
                        "instances[%d]".formatted(tally.rows),
                        "expected an object, found " + Json.typeOf(parser.currentToken()));
            }
            read(parser);
            if (announcing) {
                scorer.announce(row);
            } else {
                write(out, Answers.score(scorer, row, () -> "instances[%d]".formatted(tally.rows)));
            }
            tally.rows++;
        }
        out.writeEndArray();
    }

    private void read(JsonParser parser) throws IOException, BadInput {
        row.clear();
        Arrays.fill(seen, false);
        int named = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            int column = model.inputIndex(name);
            parser.nextToken();
            if (column < 0) {
                tally.extraColumns++;
                parser.skipChildren();
                continue;
            }
            CellWriter.Path path = () -> "instances[%d].%s".formatted(tally.rows, Json.shown(name));
            if (seen[column]) {
                throw BadInput.at(path.text(), "given twice");
            }
            seen[column] = true;
            named++;
            cells.write(column, parser, path);
        }
        tally.missingColumns += seen.length - named;
    }

    private void write(JsonGenerator out, double[] prediction) throws IOException {
        List<OutputColumn> columns = model.outputs();
        out.writeStartObject();
        for (int i = 0; i < prediction.length; i++) {
            out.writeFieldName(columns.get(i).name());
            Answers.value(out, columns.get(i), prediction[i]);
        }
        out.writeEndObject();
    }
}
