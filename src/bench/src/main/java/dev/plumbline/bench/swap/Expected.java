package dev.plumbline.bench.swap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * A model and what H2O itself predicted with it, row by row. The first right answer to a row is kept as bytes, so that
 * the next hundred thousand are compared without being parsed.
 */
final class Expected {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] PREDICTIONS = "\"predictions\":".getBytes(StandardCharsets.US_ASCII);

    /** Far below what tells two models apart, and above what printing and reading a double can cost. */
    private static final double EPSILON = 1e-9;

    private final byte[] archive;
    private final List<JsonNode> predictions = new ArrayList<>();
    private final List<String> inputs = new ArrayList<>();
    private final byte[][] right;

    private Expected(byte[] archive, JsonNode rows) {
        this.archive = archive;
        for (JsonNode row : rows) {
            predictions.add(row.path("prediction"));
            inputs.add(row.path("input").toString());
        }
        this.right = new byte[predictions.size()][];
    }

    /** @param stem {@code <folder>/<name>}; beside it lie {@code .zip} and {@code .json} */
    static Expected read(Path folder, String name) throws IOException {
        return new Expected(
                Files.readAllBytes(folder.resolve(name + ".zip")),
                JSON.readTree(folder.resolve(name + ".json").toFile()).path("rows"));
    }

    byte[] archive() {
        return archive;
    }

    List<String> inputs() {
        return inputs;
    }

    /** @param body the answer to one row, up to {@code length} */
    boolean isRight(int row, byte[] body, int length) {
        int from = indexOf(body, length);
        byte[] known = right[row];
        if (known != null && from >= 0 && Arrays.equals(known, 0, known.length, body, from, length)) {
            return true;
        }
        if (from < 0 || !agrees(row, body, length)) {
            return false;
        }
        right[row] = Arrays.copyOfRange(body, from, length);
        return true;
    }

    private boolean agrees(int row, byte[] body, int length) {
        try {
            JsonNode given = JSON.readTree(body, 0, length).path("predictions").path(0);
            Iterator<String> columns = predictions.get(row).fieldNames();
            while (columns.hasNext()) {
                String column = columns.next();
                if (!same(predictions.get(row).path(column), given.path(column))) {
                    return false;
                }
            }
            return true;
        } catch (IOException noJson) {
            return false;
        }
    }

    private static boolean same(JsonNode wanted, JsonNode given) {
        return wanted.isNumber()
                ? given.isNumber() && Math.abs(wanted.asDouble() - given.asDouble()) <= EPSILON
                : wanted.asText().equals(given.asText());
    }

    private static int indexOf(byte[] body, int length) {
        for (int i = 0; i + PREDICTIONS.length <= length; i++) {
            if (Arrays.equals(PREDICTIONS, 0, PREDICTIONS.length, body, i, i + PREDICTIONS.length)) {
                return i;
            }
        }
        return -1;
    }
}
