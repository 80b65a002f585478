package dev.plumbline.scorer.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.plumbline.mojo.CannotScoreException;
import dev.plumbline.mojo.OutputColumn;
import dev.plumbline.mojo.Row;
import dev.plumbline.scorer.serving.Scorer;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writing of predictions, shared by both protocols. */
final class Answers {

    private Answers() {}

    /** Code that writes a body. */
    @FunctionalInterface
    interface Writing {
        void write(JsonGenerator out) throws IOException, BadInput;
    }

    static byte[] body(Writing writing) throws BadInput {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(1024)) {
            try (JsonGenerator out = Json.FACTORY.createGenerator(bytes)) {
                out.writeStartObject();
                writing.write(out);
                out.writeEndObject();
            }
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A label as text, a number as a number, and what is no number as null, since JSON has no word for it. */
    static void value(JsonGenerator out, OutputColumn column, double value) throws IOException {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            out.writeNull();
        } else if (column.isLabel()) {
            out.writeString(column.label(value));
        } else {
            out.writeNumber(value);
        }
    }

    static double[] score(Scorer.Rows scorer, Row row, CellWriter.Path path) throws BadInput {
        try {
            return scorer.score(row);
        } catch (CannotScoreException failed) {
            throw BadInput.at(path.text(), failed.getMessage());
        }
    }
}
