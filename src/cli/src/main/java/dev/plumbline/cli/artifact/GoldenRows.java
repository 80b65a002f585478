package dev.plumbline.cli.artifact;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.mojo.CannotScoreException;
import dev.plumbline.mojo.InputColumn;
import dev.plumbline.mojo.LoadedModel;
import dev.plumbline.mojo.OutputColumn;
import dev.plumbline.mojo.Row;
import java.io.IOException;
import java.util.Map;

/**
 * Rows whose predictions are known, such as from the cluster that trained the model:
 *
 * <pre>{"tolerance": 1e-9, "rows": [{"input": {"amount": 12.5, "country": "AT"}, "prediction": {"predict": "no", "p0": 0.98}}]}</pre>
 *
 * A number must differ by no more than the tolerance, which is 0 unless stated; null stands for a missing value on both
 * sides; a label must be the same text, or the same number where it is written as one. A column of the input that the
 * model does not have is passed over.
 */
record GoldenRows(JsonNode rows, double tolerance) {

    /** Of a key that comes twice the last would count, whatever the first says. */
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** @throws IOException with a message for people when the file is no such JSON */
    static GoldenRows parse(byte[] json) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JsonProcessingException noJson) {
            throw new IOException("the golden rows are not JSON, or have a key twice in one object");
        }
        JsonNode rows = root.path("rows");
        double tolerance = tolerance(root.path("tolerance"));
        if (!rows.isArray() || rows.isEmpty() || !(tolerance >= 0) || Double.isInfinite(tolerance)) {
            throw new IOException(
                    "the golden rows need a list \"rows\" that is not empty, and as tolerance a number of 0 or more");
        }
        for (JsonNode row : rows) {
            JsonNode prediction = row.path("prediction");
            // A row without an expected value, or with a list of them, would be compared with nothing and pass.
            if (!row.path("input").isObject() || !prediction.isObject() || prediction.isEmpty()) {
                throw new IOException(
                        "each golden row needs an input and a prediction, both objects, and a value in the prediction");
            }
        }
        return new GoldenRows(rows, tolerance);
    }

    /** NaN when it is given and no number. */
    private static double tolerance(JsonNode given) {
        return given.isMissingNode() ? 0 : given.isNumber() ? given.doubleValue() : Double.NaN;
    }

    /** The first difference in one sentence; empty when there is none. */
    String difference(LoadedModel model) {
        Row row = model.newRow();
        for (int i = 0; i < rows.size(); i++) {
            String found = difference(model, row, rows.get(i));
            if (!found.isEmpty()) {
                return "golden row %d of %d: %s".formatted(i + 1, rows.size(), found);
            }
        }
        return "";
    }

    private String difference(LoadedModel model, Row row, JsonNode golden) {
        row.clear();
        for (Map.Entry<String, JsonNode> cell : golden.get("input").properties()) {
            int column = model.inputIndex(cell.getKey());
            if (column < 0 || cell.getValue().isNull()) {
                continue;
            }
            InputColumn input = model.inputs().get(column);
            if (input.categorical()) {
                row.level(column, cell.getValue().asText());
            } else if (cell.getValue().isNumber()) {
                row.number(column, cell.getValue().doubleValue());
            } else {
                return "a numeric column is given text";
            }
        }
        try {
            return compare(model, model.score(row), golden.get("prediction"));
        } catch (CannotScoreException none) {
            return "the model has no prediction";
        }
    }

    private String compare(LoadedModel model, double[] found, JsonNode expected) {
        for (Map.Entry<String, JsonNode> cell : expected.properties()) {
            int index = output(model, cell.getKey());
            if (index < 0) {
                return "the model has no output of one of the expected names";
            }
            OutputColumn column = model.outputs().get(index);
            JsonNode value = cell.getValue();
            boolean same = column.isLabel()
                    ? isLabel(column.label(found[index]), value)
                    : value.isNull()
                            ? Double.isNaN(found[index])
                            : value.isNumber() && Math.abs(found[index] - value.doubleValue()) <= tolerance;
            if (!same) {
                return "output %s differs by more than %s".formatted(column.name(), tolerance);
            }
        }
        return "";
    }

    /** A label that is a number may be written as one: tables of H2O's predictions hold 1, or 1.0, for the label "1". */
    private static boolean isLabel(String label, JsonNode value) {
        if (!value.isNumber()) {
            return label.equals(value.asText());
        }
        try {
            return Double.parseDouble(label) == value.doubleValue();
        } catch (NumberFormatException text) {
            return false;
        }
    }

    private static int output(LoadedModel model, String name) {
        for (int i = 0; i < model.outputs().size(); i++) {
            if (model.outputs().get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
