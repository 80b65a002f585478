package dev.plumbline.cli.lint;

import dev.plumbline.cli.yaml.Positions;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Holds a document against the OpenAPI schema of a CRD, as the API server does with strict field validation. CEL is left
 * out: what it says, the rules say.
 */
final class SchemaWalk {

    /** Parts of every object that the API server's own code checks. */
    private static final Set<String> OPEN = Set.of("metadata", "status");

    private final List<SchemaBreach> breaches = new ArrayList<>();

    static List<SchemaBreach> breaches(Map<String, Object> schema, Map<String, Object> object) {
        var walk = new SchemaWalk();
        walk.object("", schema, object);
        return List.copyOf(walk.breaches);
    }

    private void value(String path, Map<String, Object> schema, Object value) {
        if (value == null) {
            if (!Boolean.TRUE.equals(schema.get("nullable"))) {
                breach(path, "null", type(schema), "must not be null", true);
            }
        } else if (Boolean.TRUE.equals(schema.get("x-kubernetes-int-or-string"))) {
            if (!(value instanceof String) && !(value instanceof Long)) {
                breach(path, kind(value), "a text or an integer", "must be a text or an integer", true);
            }
        } else {
            typed(path, schema, value);
        }
    }

    private void typed(String path, Map<String, Object> schema, Object value) {
        switch (type(schema)) {
            case "object" ->
                when(value instanceof Map<?, ?>, path, schema, value, () -> object(path, schema, map(value)));
            case "array" ->
                when(value instanceof List<?>, path, schema, value, () -> array(path, schema, (List<?>) value));
            case "string" ->
                when(value instanceof String, path, schema, value, () -> text(path, schema, (String) value));
            case "boolean" -> when(value instanceof Boolean, path, schema, value, () -> {});
            case "integer" ->
                when(
                        value instanceof Long || value instanceof BigInteger,
                        path,
                        schema,
                        value,
                        () -> number(path, schema, value));
            case "number" -> when(value instanceof Number, path, schema, value, () -> number(path, schema, value));
            default -> {}
        }
    }

    private void when(boolean fits, String path, Map<String, Object> schema, Object value, Runnable then) {
        if (fits) {
            then.run();
        } else {
            String type = type(schema);
            breach(path, kind(value), type, "must be " + article(type) + ", not " + article(kind(value)), true);
        }
    }

    private void object(String path, Map<String, Object> schema, Map<String, Object> object) {
        var properties = map(schema.get("properties"));
        var additional = schema.get("additionalProperties") instanceof Map<?, ?> each ? map(each) : null;
        object.forEach((name, value) -> {
            String child = Positions.child(path, name);
            if (properties.containsKey(name)) {
                if (!(path.isEmpty() && OPEN.contains(name))) {
                    value(child, map(properties.get(name)), value);
                }
            } else if (additional != null) {
                value(child, additional, value);
            } else if (!Boolean.TRUE.equals(schema.get("x-kubernetes-preserve-unknown-fields"))) {
                String near = Nearest.to(name, properties.keySet());
                breach(
                        child,
                        name,
                        String.join(", ", properties.keySet()),
                        "is an unknown field" + (near.isEmpty() ? "" : "; did you mean " + near + "?"),
                        false);
            }
        });
        for (Object required : list(schema.get("required"))) {
            if (object.get(String.valueOf(required)) == null) {
                breach(Positions.child(path, String.valueOf(required)), "", "a value", "is required", false);
            }
        }
        oneOf(path, list(schema.get("oneOf")), object);
    }

    /** Of the alternatives that a schema knows, each demands fields, and no more than that. */
    private void oneOf(String path, List<?> alternatives, Map<String, Object> object) {
        long met = alternatives.stream()
                .filter(each -> list(map(each).get("required")).stream().allMatch(name -> object.get(name) != null))
                .count();
        if (!alternatives.isEmpty() && met != 1) {
            String all = alternatives.stream()
                    .flatMap(each -> list(map(each).get("required")).stream())
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "));
            breach(path, "", "exactly one of " + all, "must have exactly one of " + all, false);
        }
    }

    private void array(String path, Map<String, Object> schema, List<?> items) {
        for (int i = 0; i < items.size(); i++) {
            value(path + "[" + i + "]", map(schema.get("items")), items.get(i));
        }
        if (schema.get("maxItems") instanceof Number most && items.size() > most.intValue()) {
            breach(
                    path,
                    items.size() + " entries",
                    "at most " + most,
                    "has " + items.size() + " entries; at most " + most,
                    false);
        }
        var keys = list(schema.get("x-kubernetes-list-map-keys"));
        var seen = new HashSet<List<Object>>();
        for (int i = 0; i < items.size() && !keys.isEmpty(); i++) {
            if (items.get(i) instanceof Map<?, ?> item
                    && !seen.add(keys.stream()
                            .<Object>map(key -> String.valueOf(item.get(key)))
                            .toList())) {
                breach(
                        path + "[" + i + "]",
                        String.valueOf(item.get(keys.getFirst())),
                        "each " + keys.getFirst() + " once",
                        "stands twice: its " + keys.getFirst() + " must be unique in the list",
                        false);
            }
        }
    }

    private void text(String path, Map<String, Object> schema, String text) {
        var choices = list(schema.get("enum"));
        if (!choices.isEmpty() && !choices.contains(text)) {
            String all = String.join(", ", choices.stream().map(String::valueOf).toList());
            breach(path, text, all, "\"" + text + "\" is not one of " + all, true);
        }
        if (schema.get("maxLength") instanceof Number most && text.length() > most.intValue()) {
            breach(
                    path,
                    text.length() + " characters",
                    "at most " + most,
                    "has " + text.length() + " characters; at most " + most,
                    false);
        }
        if (schema.get("minLength") instanceof Number least && text.length() < least.intValue()) {
            breach(
                    path,
                    text.length() + " characters",
                    "at least " + least,
                    "has " + text.length() + " characters; at least " + least,
                    false);
        }
        if (schema.get("pattern") instanceof String pattern
                && !Pattern.compile(pattern).matcher(text).find()) {
            breach(path, "", "the pattern " + pattern, "does not match the pattern " + pattern, false);
        }
        if ("date-time".equals(schema.get("format")) && !Times.readable(text)) {
            breach(
                    path,
                    text,
                    "a time such as 2026-10-31T00:00:00Z",
                    "is not a time such as 2026-10-31T00:00:00Z",
                    false);
        }
    }

    private void number(String path, Map<String, Object> schema, Object value) {
        var number = new BigDecimal(value.toString());
        if (schema.get("minimum") instanceof Number least && number.compareTo(new BigDecimal(least.toString())) < 0) {
            breach(
                    path,
                    value.toString(),
                    "at least " + plain(least),
                    value + " is below the minimum " + plain(least),
                    false);
        }
        if (schema.get("maximum") instanceof Number most && number.compareTo(new BigDecimal(most.toString())) > 0) {
            breach(
                    path,
                    value.toString(),
                    "at most " + plain(most),
                    value + " is above the maximum " + plain(most),
                    false);
        }
    }

    private static String plain(Number number) {
        return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    }

    private void breach(String path, String found, String allowed, String text, boolean unusable) {
        String sentence = path + " " + text + (text.endsWith("?") ? "" : ".");
        breaches.add(new SchemaBreach(path, found, allowed, sentence, unusable));
    }

    private static String type(Map<String, Object> schema) {
        return String.valueOf(schema.getOrDefault("type", "any"));
    }

    private static String kind(Object value) {
        return switch (value) {
            case Map<?, ?> map -> "object";
            case List<?> list -> "array";
            case Boolean flag -> "boolean";
            case String text -> "string";
            case Long number -> "integer";
            case BigInteger number -> "integer";
            default -> "number";
        };
    }

    private static String article(String type) {
        return switch (type) {
            case "object" -> "a mapping";
            case "array" -> "a list";
            case "string" -> "a text";
            case "integer" -> "an integer";
            case "boolean" -> "true or false";
            default -> "a " + type;
        };
    }

    @SuppressWarnings("unchecked") // Keys of a YAML tree are texts, see Tree.
    private static Map<String, Object> map(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
