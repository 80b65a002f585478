package dev.plumbline.scorer.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * Two answers of one protocol to one request, number by number.
 *
 * @param labels another class, or another shape
 */
record AnswerDifference(long numbers, double sumAbs, double maxAbs, boolean labels) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AnswerDifference EQUAL = new AnswerDifference(0, 0, 0, false);
    private static final AnswerDifference OTHER_SHAPE = new AnswerDifference(0, 0, 0, true);

    static AnswerDifference of(byte[] one, byte[] other) throws IOException {
        JsonNode a = JSON.readTree(one);
        JsonNode b = JSON.readTree(other);
        // The rest of an answer names the model and its epoch, which differ by nature.
        return of(a.path("predictions"), b.path("predictions")).and(of(a.path("outputs"), b.path("outputs")));
    }

    boolean isNone() {
        return maxAbs == 0 && !labels;
    }

    private static AnswerDifference of(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            double by = Math.abs(a.doubleValue() - b.doubleValue());
            return new AnswerDifference(1, by, by, false);
        }
        if (a.isContainerNode() && a.getNodeType() == b.getNodeType() && a.size() == b.size()) {
            return a.isArray() ? items(a, b) : fields(a, b);
        }
        return a.equals(b) ? EQUAL : OTHER_SHAPE;
    }

    private static AnswerDifference items(JsonNode a, JsonNode b) {
        AnswerDifference all = EQUAL;
        for (int i = 0; i < a.size(); i++) {
            all = all.and(of(a.get(i), b.get(i)));
        }
        return all;
    }

    private static AnswerDifference fields(JsonNode a, JsonNode b) {
        AnswerDifference all = EQUAL;
        for (var field : a.properties()) {
            all = all.and(of(field.getValue(), b.path(field.getKey())));
        }
        return all;
    }

    private AnswerDifference and(AnswerDifference other) {
        return new AnswerDifference(
                numbers + other.numbers, sumAbs + other.sumAbs, Math.max(maxAbs, other.maxAbs), labels || other.labels);
    }
}
