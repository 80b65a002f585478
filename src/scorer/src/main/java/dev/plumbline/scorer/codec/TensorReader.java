package dev.plumbline.scorer.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads one tensor. Its fields may come in any order, so the data is kept until shape and datatype are known. */
final class TensorReader {

    private final int index;
    private final int maxRows;
    private String name;
    private String datatype;
    private long[] shape;
    private List<Object> data;

    private TensorReader(int index, int maxRows) {
        this.index = index;
        this.maxRows = maxRows;
    }

    static Tensor read(JsonParser parser, int index, int maxRows) throws IOException, BadInput {
        return new TensorReader(index, maxRows).tensor(parser);
    }

    private Tensor tensor(JsonParser parser) throws IOException, BadInput {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrong("", "expected an object, found " + Json.typeOf(parser.currentToken()));
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            if (known(field)) {
                throw wrong("." + field, "given twice");
            }
            switch (field) {
                case "name" -> name = text(parser, ".name");
                case "datatype" -> datatype = text(parser, ".datatype");
                case "shape" -> shape = shape(parser);
                case "data" -> data = data(parser);
                default -> parser.skipChildren();
            }
        }
        Kind kind = complete();
        Object[] elements = data.toArray();
        types(kind, elements);
        return new Tensor(index, name, datatype, shape, elements);
    }

    private boolean known(String field) {
        return switch (field) {
            case "name" -> name != null;
            case "datatype" -> datatype != null;
            case "shape" -> shape != null;
            case "data" -> data != null;
            default -> false;
        };
    }

    private Kind complete() throws BadInput {
        if (name == null || datatype == null || shape == null || data == null) {
            throw wrong("", "needs name, shape, datatype and data; binary tensors are not supported");
        }
        Kind kind = Kind.named(datatype)
                .orElseThrow(() -> wrong(".datatype", "unknown; expected BOOL, BYTES, FP16-64, INT8-64 or UINT8-64"));
        if (shape[0] > maxRows) {
            throw wrong(".shape", "more than %d rows in one request".formatted(maxRows));
        }
        long elements = shape[0] * (shape.length == 1 ? 1 : shape[1]);
        if (elements != data.size()) {
            throw wrong(".data", "has %d elements, but the shape asks for %d".formatted(data.size(), elements));
        }
        return kind;
    }

    private void types(Kind kind, Object[] elements) throws BadInput {
        for (int i = 0; i < elements.length; i++) {
            boolean good =
                    switch (elements[i]) {
                        case null -> true;
                        case Boolean ignored -> kind == Kind.BOOL;
                        case String ignored -> kind == Kind.TEXT;
                        case Double number -> kind == Kind.REAL || kind.holds(number);
                        case LongNumber number -> kind == Kind.REAL || kind.isWhole() && kind.holds(number.text());
                        default -> false;
                    };
            if (!good) {
                throw wrong(".data[%d]".formatted(i), "is not a value of datatype " + datatype);
            }
        }
    }

    private long[] shape(JsonParser parser) throws IOException, BadInput {
        long[] sizes = new long[2];
        int rank = 0;
        boolean good = parser.currentToken() == JsonToken.START_ARRAY;
        while (good && parser.nextToken() != JsonToken.END_ARRAY) {
            good = rank < 2 && parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
            if (good) {
                sizes[rank] = parser.getValueAsLong(-1);
                good = sizes[rank] >= 0 && sizes[rank] <= Integer.MAX_VALUE;
                rank++;
            }
        }
        if (!good || rank == 0) {
            throw wrong(".shape", "expected [rows] or [rows, columns]");
        }
        return Arrays.copyOf(sizes, rank);
    }

    /** Flat or nested; nested arrays are flattened in the order in which they are written. */
    private List<Object> data(JsonParser parser) throws IOException, BadInput {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrong(".data", "expected an array");
        }
        List<Object> values = new ArrayList<>();
        for (int depth = 1; depth > 0; ) {
            switch (parser.nextToken()) {
                case START_ARRAY -> depth++;
                case END_ARRAY -> depth--;
                case VALUE_NULL -> values.add(null);
                case VALUE_TRUE -> values.add(Boolean.TRUE);
                case VALUE_FALSE -> values.add(Boolean.FALSE);
                case VALUE_STRING -> values.add(parser.getText());
                case VALUE_NUMBER_INT -> values.add(LongNumber.read(parser));
                case VALUE_NUMBER_FLOAT -> values.add(parser.getDoubleValue());
                case null, default -> throw wrong(".data[%d]".formatted(values.size()), "expected a single value");
            }
        }
        return values;
    }

    private String text(JsonParser parser, String field) throws IOException, BadInput {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrong(field, "expected text");
        }
        return parser.getText();
    }

    private BadInput wrong(String field, String problem) {
        return BadInput.at("inputs[%d]%s".formatted(index, field), problem);
    }
}
