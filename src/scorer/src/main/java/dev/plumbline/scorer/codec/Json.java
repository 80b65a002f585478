package dev.plumbline.scorer.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.plumbline.artifact.PrintableText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Streaming JSON with bounds on everything that a body can make large. */
final class Json {

    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            // Names of columns come from outside: interning them would fill a table that is never emptied.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16) // the deepest documented shape has 5 levels
                    .maxNumberLength(100) // a double needs 24 characters
                    .maxStringLength(64 << 10)
                    .maxNameLength(1 << 10)
                    .build())
            .build();

    /** Characters that are looked at together. */
    private static final int DECODED = 4 << 10;

    private Json() {}

    /** A piece of code that reads from a parser. */
    @FunctionalInterface
    interface Reading<T> {
        T read(JsonParser parser) throws IOException, BadInput;
    }

    /** Reads one object and nothing after it; whatever is wrong with the text becomes a BadInput. */
    static <T> T read(byte[] body, Reading<T> reading) throws BadInput {
        utf8(body);
        try (JsonParser parser = FACTORY.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new BadInput("the body must be a JSON object");
            }
            T value = reading.read(parser);
            if (parser.nextToken() != null) {
                throw new BadInput("there is text after the JSON object");
            }
            return value;
        } catch (StreamConstraintsException tooLarge) {
            throw new BadInput("the JSON is nested too deeply, or holds a number, a name or a text that is too long");
        } catch (JsonParseException malformed) {
            throw new BadInput("the body is not valid JSON (line %d, column %d)"
                    .formatted(
                            malformed.getLocation().getLineNr(),
                            malformed.getLocation().getColumnNr()));
        } catch (IOException | IllegalStateException malformed) {
            // Bytes that are no UTF-8, and names made to collide, end up here.
            throw new BadInput("the body is not valid JSON");
        }
    }

    /**
     * The parser lets bytes pass that only look like UTF-8, such as overlong ones, and takes UTF-16 as well,
     * which the looks at a body that come before it do not understand.
     */
    private static void utf8(byte[] body) throws BadInput {
        ByteBuffer in = ByteBuffer.wrap(body);
        CharBuffer dropped = CharBuffer.allocate(Math.clamp(body.length, 1, DECODED));
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result = decoder.decode(in, dropped, true);
        while (result.isOverflow()) {
            dropped.clear();
            result = decoder.decode(in, dropped, true);
        }
        for (int i = 0; i < Math.min(4, body.length); i++) {
            if (body[i] == 0) {
                throw new BadInput("the body is not valid JSON in UTF-8");
            }
        }
        if (result.isError()) {
            throw new BadInput("the body is not valid JSON: byte %d is not UTF-8".formatted(in.position()));
        }
    }

    static String typeOf(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            default -> "something else";
        };
    }

    /** A name from the request, fit for an error message. */
    static String shown(String name) {
        return PrintableText.of(name, 60);
    }
}
