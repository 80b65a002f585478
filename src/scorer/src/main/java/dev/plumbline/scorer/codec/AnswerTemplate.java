package dev.plumbline.scorer.codec;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.plumbline.mojo.LoadedModel;
import dev.plumbline.mojo.OutputColumn;
import dev.plumbline.scorer.serving.Serving;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The parts of an answer that are the same for every row of a model, as bytes. */
final class AnswerTemplate {

    private static final byte[] NULL = ascii("null");

    private final byte[][] heads;
    private final byte[][][] labels;

    AnswerTemplate(LoadedModel model) {
        List<OutputColumn> outputs = model.outputs();
        heads = new byte[outputs.size()][];
        labels = new byte[outputs.size()][][];
        for (int i = 0; i < heads.length; i++) {
            OutputColumn column = outputs.get(i);
            heads[i] = ascii((i == 0 ? "{" : ",") + quoted(column.name()) + ":");
            labels[i] =
                    column.labels().stream().map(label -> ascii(quoted(label))).toArray(byte[][]::new);
        }
    }

    /** What stands before the first row; different for every switch of the model. */
    static byte[] opening(Serving serving) {
        return ascii("{\"model_name\":" + quoted(serving.ref().name()) + ",\"model_version\":"
                + quoted(serving.ref().version()) + ",\"epoch\":" + serving.epoch() + ",\"predictions\":[");
    }

    /** One row: a label as text, a number as a number, and what is no number as null. */
    void row(AnswerBuffer out, double[] prediction) {
        for (int i = 0; i < heads.length; i++) {
            out.add(heads[i]);
            double value = prediction[i];
            if (!Double.isFinite(value)) {
                out.add(NULL);
            } else if (labels[i].length == 0) {
                out.add(value);
            } else {
                int label = (int) value;
                out.add(label >= 0 && label < labels[i].length ? labels[i][label] : EMPTY);
            }
        }
        out.add('}');
    }

    private static final byte[] EMPTY = ascii("\"\"");

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
