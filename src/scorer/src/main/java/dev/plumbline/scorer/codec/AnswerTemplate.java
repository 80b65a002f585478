package dev.plumbline.scorer.codec;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.plumbline.mojo.LoadedModel;
import dev.plumbline.mojo.OutputColumn;
import dev.plumbline.scorer.serving.Serving;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** The parts of an answer that are the same for every row of a model, as bytes. */
final class AnswerTemplate {

    private static final byte[] NULL = ascii("null");

    /** Before the id that a request of tensors has. */
    static final byte[] ID = ascii(",\"id\":\"");

    private static final byte[] DATA = ascii("],\"data\":[");

    private final byte[][] heads;
    private final byte[][] tensors;
    private final ByteTable names;
    private final byte[][][] labels;

    AnswerTemplate(LoadedModel model) {
        List<OutputColumn> outputs = model.outputs();
        heads = new byte[outputs.size()][];
        tensors = new byte[outputs.size()][];
        labels = new byte[outputs.size()][][];
        List<String> known = outputs.stream().map(OutputColumn::name).toList();
        for (int i = 0; i < heads.length; i++) {
            OutputColumn column = outputs.get(i);
            heads[i] = ascii((i == 0 ? "{" : ",") + quoted(column.name()) + ":");
            tensors[i] = ascii("{\"name\":" + quoted(column.name()) + ",\"datatype\":\""
                    + (column.isLabel() ? "BYTES" : "FP64") + "\",\"shape\":[");
            labels[i] =
                    column.labels().stream().map(label -> ascii(quoted(label))).toArray(byte[][]::new);
        }
        // Of outputs with one name the first one counts; a quote stands in no plain text, so the others are never
        // found.
        names = new ByteTable(IntStream.range(0, heads.length)
                .mapToObj(i -> known.indexOf(known.get(i)) == i ? known.get(i) : "\"" + i)
                .toList());
    }

    /** Values in a prediction. */
    int width() {
        return heads.length;
    }

    /** Index of the output whose name was read last, -1 when there is none. */
    int output(Cursor in) {
        return in.find(names);
    }

    /** What stands before the first row or tensor; different for every switch of the model. */
    static RowNames.Opening opening(Serving serving) {
        String model = "{\"model_name\":" + quoted(serving.ref().name()) + ",\"model_version\":"
                + quoted(serving.ref().version());
        return new RowNames.Opening(
                serving,
                ascii(model + ",\"epoch\":" + serving.epoch() + ",\"predictions\":["),
                ascii(model),
                ascii(",\"parameters\":{\"epoch\":" + serving.epoch() + ",\"digest\":"
                        + quoted(serving.ref().digest().toString()) + "},\"outputs\":["));
    }

    /** One row: a label as text, a number as a number, and what is no number as null. */
    void row(AnswerBuffer out, double[] prediction) {
        for (int i = 0; i < heads.length; i++) {
            out.add(heads[i]);
            value(out, i, prediction[i]);
        }
        out.add('}');
    }

    /** One output of all rows. @param predictions row by row */
    void tensor(AnswerBuffer out, int output, double[] predictions, int rows) {
        out.add(tensors[output]);
        out.add(rows);
        out.add(DATA);
        for (int r = 0; r < rows; r++) {
            if (r > 0) {
                out.add(',');
            }
            value(out, output, predictions[r * heads.length + output]);
        }
        out.add(']');
        out.add('}');
    }

    private void value(AnswerBuffer out, int output, double value) {
        if (!Double.isFinite(value)) {
            out.add(NULL);
        } else if (labels[output].length == 0) {
            out.add(value);
        } else {
            int label = (int) value;
            out.add(label >= 0 && label < labels[output].length ? labels[output][label] : EMPTY);
        }
    }

    private static final byte[] EMPTY = ascii("\"\"");

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
