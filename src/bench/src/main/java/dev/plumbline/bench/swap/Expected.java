package dev.plumbline.bench.swap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
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

    String digest() {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    List<String> inputs() {
        return inputs;
    }

    /** @param in holds the answer to one row, from {@code from} to {@code end} */
    boolean isRight(int row, byte[] in, int from, int end) {
        int at = indexOf(in, from, end);
        byte[] known = right[row];
        if (known != null && at >= 0 && Arrays.equals(known, 0, known.length, in, at, end)) {
            return true;
        }
        if (at < 0 || !agrees(row, in, from, end)) {
            return false;
        }
        right[row] = Arrays.copyOfRange(in, at, end);
        return true;
    }

    private boolean agrees(int row, byte[] in, int from, int end) {
        try {
            JsonNode given =
                    JSON.readTree(in, from, end - from).path("predictions").path(0);
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

    private static int indexOf(byte[] in, int from, int end) {
        for (int i = from; i + PREDICTIONS.length <= end; i++) {
            if (Arrays.equals(PREDICTIONS, 0, PREDICTIONS.length, in, i, i + PREDICTIONS.length)) {
                return i;
            }
        }
        return -1;
    }
}
