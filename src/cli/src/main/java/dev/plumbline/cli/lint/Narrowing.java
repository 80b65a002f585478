package dev.plumbline.cli.lint;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/**
 * Brings numbers into the 32 bits of the field that takes them: what is beyond is as wrong to every rule as the widest
 * is. Only there; a quantity may be a number of bytes of any width.
 */
final class Narrowing extends SimpleModule {
    private static final long serialVersionUID = 1;

    Narrowing() {
        addDeserializer(Integer.class, new Narrow());
        addDeserializer(Integer.TYPE, new Narrow());
    }

    private static final class Narrow extends StdDeserializer<Integer> {
        private static final long serialVersionUID = 1;

        Narrow() {
            super(Integer.class);
        }

        @Override
        public Integer deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    ? Integer.valueOf(Math.clamp(parser.getLongValue(), Integer.MIN_VALUE, Integer.MAX_VALUE))
                    : _parseInteger(parser, context, Integer.class);
        }
    }
}
