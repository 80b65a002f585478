package dev.plumbline.cli.lint;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The schemas of our own kinds, which {@link dev.plumbline.cli.schema.SchemaFiles} took out of the CRDs. */
final class Crds {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

    private Crds() {}

    /** The schema of one kind. */
    static Map<String, Object> schema(String kind) {
        try (InputStream in = Crds.class.getResourceAsStream("/schema/" + kind + ".json")) {
            return JSON.readValue(in, new TypeReference<>() {});
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
