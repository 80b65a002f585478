package dev.plumbline.scorer.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A request of the Open Inference Protocol.
 *
 * @param outputs names of the outputs that the client asks for; empty asks for all
 */
record InferRequest(Optional<String> id, List<Tensor> inputs, List<String> outputs) {

    /** A client that sends more tensors than this does not send columns. */
    private static final int MAX_TENSORS = 100_000;

    private static final Set<String> FIELDS = Set.of("id", "inputs", "outputs");

    static InferRequest read(byte[] body, int maxRows) throws BadInput {
        return Json.read(body, parser -> {
            Optional<String> id = Optional.empty();
            List<Tensor> inputs = List.of();
            List<String> outputs = List.of();
            Set<String> seen = new HashSet<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                if (FIELDS.contains(field) && !seen.add(field)) {
                    throw BadInput.at(field, "given twice");
                }
                switch (field) {
                    case "id" -> id = Optional.of(text(parser, "id"));
                    case "inputs" -> inputs = inputs(parser, maxRows);
                    case "outputs" -> outputs = outputs(parser);
                    default -> parser.skipChildren();
                }
            }
            if (inputs.isEmpty()) {
                throw new BadInput("inputs: missing; expected an array of tensors");
            }
            return new InferRequest(id, inputs, outputs);
        });
    }

    private static List<Tensor> inputs(JsonParser parser, int maxRows) throws IOException, BadInput {
        array(parser, "inputs");
        List<Tensor> tensors = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (tensors.size() == MAX_TENSORS) {
                throw new BadInput("inputs: more than %d tensors".formatted(MAX_TENSORS));
            }
            tensors.add(TensorReader.read(parser, tensors.size(), maxRows));
        }
        return tensors;
    }

    private static List<String> outputs(JsonParser parser) throws IOException, BadInput {
        array(parser, "outputs");
        // Each name once: the answer is then at most all columns of the rows that were sent.
        Set<String> names = new LinkedHashSet<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String path = "outputs[%d]".formatted(names.size());
            String name = null;
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw BadInput.at(path, "expected an object with a name");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isName = parser.currentName().equals("name");
                parser.nextToken();
                if (isName && name != null) {
                    throw BadInput.at(path + ".name", "given twice");
                } else if (isName) {
                    name = text(parser, path + ".name");
                } else {
                    parser.skipChildren();
                }
            }
            if (name == null) {
                throw BadInput.at(path, "expected an object with a name");
            }
            if (!names.add(name)) {
                throw BadInput.at(path + ".name", "given twice");
            }
        }
        return List.copyOf(names);
    }

    private static void array(JsonParser parser, String path) throws BadInput {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw BadInput.at(path, "expected an array");
        }
    }

    private static String text(JsonParser parser, String path) throws IOException, BadInput {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw BadInput.at(path, "expected text");
        }
        return parser.getText();
    }
}
