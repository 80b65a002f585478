package dev.plumbline.cli.lint;

import dev.plumbline.cli.yaml.Positions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the API server asks of metadata before it looks at anything else. The CRD says nothing about it. */
final class MetadataForm {
    private static final List<String> TEXTS = List.of("name", "namespace", "generateName");
    private static final List<String> MAPS = List.of("labels", "annotations");

    private MetadataForm() {}

    static List<SchemaBreach> breaches(Object metadata) {
        var breaches = new ArrayList<SchemaBreach>();
        if (!(metadata instanceof Map<?, ?> map)) {
            breaches.add(new SchemaBreach(
                    "metadata", "", "a mapping with a name", "metadata must be a mapping with a name.", true));
            return breaches;
        }
        if (map.get("name") == null && map.get("generateName") == null) {
            breaches.add(new SchemaBreach("metadata.name", "", "a name", "metadata.name is required.", false));
        }
        TEXTS.forEach(field -> text("metadata." + field, map.get(field), breaches));
        for (String field : MAPS) {
            if (map.get(field) instanceof Map<?, ?> entries) {
                entries.forEach((key, value) ->
                        text(Positions.child("metadata." + field, String.valueOf(key)), value, breaches));
            } else if (map.get(field) != null) {
                breaches.add(new SchemaBreach(
                        "metadata." + field, "", "a mapping", "metadata." + field + " must be a mapping.", true));
            }
        }
        return breaches;
    }

    /** The commonest slip: a generation or a date that is a number to YAML. */
    private static void text(String path, Object value, List<SchemaBreach> breaches) {
        if (value != null && !(value instanceof String)) {
            breaches.add(new SchemaBreach(
                    path, String.valueOf(value), "a text", path + " must be a text; put it into quotes.", true));
        }
    }
}
