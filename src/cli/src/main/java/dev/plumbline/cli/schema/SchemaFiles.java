package dev.plumbline.cli.schema;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Takes the schemas out of the CRDs while the command is built: as JSON and without the descriptions they are read ten
 * times faster than the CRDs are, and every lint reads them.
 */
public final class SchemaFiles {
    private SchemaFiles() {}

    /** Takes the folder of the CRDs and the folder to write to. */
    public static void main(String... args) throws IOException {
        Path target = Files.createDirectories(Path.of(args[1]));
        try (var crds = Files.list(Path.of(args[0]))) {
            for (Path crd : crds.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                write(crd, target);
            }
        }
    }

    private static void write(Path file, Path target) throws IOException {
        Map<?, ?> crd = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
        var spec = (Map<?, ?>) crd.get("spec");
        var kind = (String) ((Map<?, ?>) spec.get("names")).get("kind");
        var version = (Map<?, ?>) ((List<?>) spec.get("versions")).getFirst();
        var schema = ((Map<?, ?>) version.get("schema")).get("openAPIV3Schema");
        lean((Map<?, ?>) schema);
        new ObjectMapper().writeValue(target.resolve(kind + ".json").toFile(), schema);
    }

    /** Leaves out what lint does not look at: descriptions for readers, CEL for the API server, the status. */
    private static void lean(Map<?, ?> schema) {
        schema.remove("description");
        schema.remove("x-kubernetes-validations");
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            if (properties.get("status") instanceof Map<?, ?> status && properties.containsKey("spec")) {
                status.remove("properties");
            }
            properties.values().forEach(each -> lean((Map<?, ?>) each));
        }
        if (schema.get("items") instanceof Map<?, ?> items) {
            lean(items);
        }
    }
}
