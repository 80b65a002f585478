package dev.plumbline.operator;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what lies in the cluster, whatever it is. A watch delivers all objects of a kind in one list, so one that cannot
 * be read would hide all others. A part that is not what the schema says is taken as absent, and the rules then say what
 * is missing. It can happen after a change of the CRD; otherwise the API server refuses such objects.
 */
@Singleton
class LenientDecoding implements KubernetesClientObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.addHandler(new PassOver());
        mapper.registerModule(new SimpleModule("words").setDeserializerModifier(new Words()));
    }

    /** A word of a fixed list where something with parts stands: here no problem handler is asked. */
    private static final class Words extends BeanDeserializerModifier {

        @Override
        public JsonDeserializer<?> modifyEnumDeserializer(
                DeserializationConfig config, JavaType type, BeanDescription description, JsonDeserializer<?> reader) {
            return new DelegatingDeserializer(reader) {
                @Override
                protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> other) {
                    return modifyEnumDeserializer(config, type, description, other);
                }

                @Override
                public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
                    if (parser.currentToken().isScalarValue()) {
                        return super.deserialize(parser, context);
                    }
                    parser.skipChildren();
                    return PassOver.absent(type.getRawClass(), parser);
                }
            };
        }
    }

    private static final class PassOver extends DeserializationProblemHandler {

        private static final Logger LOG = LoggerFactory.getLogger(LenientDecoding.class);

        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context, JsonParser parser, JsonDeserializer<?> reader, Object bean, String name)
                throws IOException {
            parser.skipChildren();
            return true;
        }

        @Override
        public Object handleUnexpectedToken(
                DeserializationContext context, JavaType type, JsonToken token, JsonParser parser, String message)
                throws IOException {
            parser.skipChildren();
            return absent(type.getRawClass(), parser);
        }

        @Override
        public Object handleWeirdStringValue(
                DeserializationContext context, Class<?> type, String value, String message) {
            return absent(type, context.getParser());
        }

        @Override
        public Object handleWeirdNumberValue(
                DeserializationContext context, Class<?> type, Number value, String message) {
            return absent(type, context.getParser());
        }

        @Override
        public Object handleMissingInstantiator(
                DeserializationContext context,
                Class<?> type,
                ValueInstantiator instantiator,
                JsonParser parser,
                String message)
                throws IOException {
            parser.skipChildren();
            return absent(type, parser);
        }

        @Override
        public Object handleInstantiationProblem(
                DeserializationContext context, Class<?> type, Object argument, Throwable problem) {
            return absent(type, context.getParser());
        }

        /** Names the field and never the value, which may be a secret in the wrong place. */
        private static Object absent(Class<?> type, JsonParser parser) {
            LOG.warn(
                    "{} is no {} and is taken as absent",
                    parser.getParsingContext().pathAsPointer(),
                    type.getSimpleName());
            return null;
        }
    }
}
