package dev.plumbline.operator.admission;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.views.Operation;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One question of the API server, {@code admission.k8s.io/v1}. The envelope is read as a tree, because a malformed one
 * must end in a sentence and not in a stack trace.
 *
 * @param object the object as it would be; empty on DELETE
 * @param old the object as it is; empty on CREATE
 */
record Review(
        String uid,
        String kind,
        String namespace,
        String name,
        Operation operation,
        Optional<JsonNode> object,
        Optional<JsonNode> old) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** A question that cannot be understood; its message is for the API server's log. */
    static final class Malformed extends Exception {
        Malformed(String message) {
            super(message);
        }
    }

    /** An object that cannot be read as its kind; the message names the field, never its value. */
    static final class Unreadable extends Exception {
        Unreadable(String message) {
            super(message);
        }
    }

    static Review read(byte[] body) throws Malformed {
        JsonNode root = tree(body);
        if (!"AdmissionReview".equals(root.path("kind").asText())
                || !"admission.k8s.io/v1".equals(root.path("apiVersion").asText())) {
            throw new Malformed("the body is not an AdmissionReview of admission.k8s.io/v1");
        }
        JsonNode request = root.path("request");
        String uid = request.path("uid").asText();
        if (uid.isBlank()) {
            throw new Malformed("request.uid is missing");
        }
        return new Review(
                uid,
                request.path("kind").path("kind").asText(),
                request.path("namespace").asText(),
                request.path("name").asText(),
                operation(request.path("operation").asText()),
                present(request.path("object")),
                present(request.path("oldObject")));
    }

    private static JsonNode tree(byte[] body) throws Malformed {
        try {
            JsonNode root = MAPPER.readTree(body);
            if (root == null || !root.isObject()) {
                throw new Malformed("the body is not a JSON object");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw new Malformed("the body is not readable JSON, line " + line(e));
        } catch (IOException e) {
            throw new Malformed("the body cannot be read");
        }
    }

    private static int line(JsonProcessingException e) {
        return e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    }

    private static Operation operation(String text) throws Malformed {
        return switch (text) {
            case "CREATE" -> Operation.CREATE;
            case "UPDATE" -> Operation.UPDATE;
            case "DELETE" -> Operation.DELETE;
            default -> throw new Malformed("request.operation is none of CREATE, UPDATE, DELETE");
        };
    }

    private static Optional<JsonNode> present(JsonNode node) {
        return node.isObject() ? Optional.of(node) : Optional.empty();
    }

    /** Reads an object of the question as its kind; unknown fields are passed over. */
    static <T> T as(Class<T> type, JsonNode node) throws Unreadable {
        try {
            return MAPPER.treeToValue(node, type);
        } catch (JsonMappingException e) {
            String path = e.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                    .collect(Collectors.joining());
            throw new Unreadable((path.isEmpty() ? "the object" : path.substring(1)) + " cannot be read");
        } catch (JsonProcessingException e) {
            throw new Unreadable("the object cannot be read");
        }
    }
}
