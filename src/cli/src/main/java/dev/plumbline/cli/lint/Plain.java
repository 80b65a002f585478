package dev.plumbline.cli.lint;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A copy of a document that can be made decodable: values out of place dropped, numbers brought into range. */
final class Plain {
    private final Map<String, Object> root;

    Plain(Map<?, ?> tree) {
        root = map(tree);
    }

    Map<String, Object> map() {
        return root;
    }

    /** The metadata that rules read; whatever has another form is left to the API server. */
    ObjectMeta metadata() {
        var meta = new ObjectMeta();
        if (root.get("metadata") instanceof Map<?, ?> metadata) {
            meta.setName(text(metadata.get("name")));
            meta.setNamespace(text(metadata.get("namespace")));
            meta.setGenerateName(text(metadata.get("generateName")));
            meta.setDeletionTimestamp(text(metadata.get("deletionTimestamp")));
            meta.setCreationTimestamp(text(metadata.get("creationTimestamp")));
            if (metadata.get("annotations") instanceof Map<?, ?> annotations) {
                var texts = new LinkedHashMap<String, String>();
                annotations.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
                meta.setAnnotations(texts);
            }
        }
        return meta;
    }

    private static String text(Object value) {
        return value instanceof String text ? text : null;
    }

    /** Sets the value of a path to null, which every field of our types understands as absent. */
    void drop(String path) {
        Object at = root;
        var steps = new ArrayList<>(List.of(path.split("\\.|(?=\\[)")));
        steps.removeIf(String::isEmpty);
        for (int i = 0; i < steps.size(); i++) {
            String step = steps.get(i);
            boolean last = i == steps.size() - 1;
            if (at instanceof Map<?, ?> map) {
                at = last ? remove(map, name(step)) : map.get(name(step));
            } else if (at instanceof List<?> list && step.matches("\\[[0-9]{1,9}]")) {
                int index = Integer.parseInt(step.substring(1, step.length() - 1));
                at = last ? clear(list, index) : list.get(index);
            } else {
                return;
            }
        }
    }

    private static String name(String step) {
        return step.startsWith("[") ? step.substring(1, step.length() - 1) : step;
    }

    private static Object remove(Map<?, ?> map, String name) {
        return map.remove(name);
    }

    @SuppressWarnings("unchecked") // The lists are our own copies.
    private static Object clear(List<?> list, int index) {
        return ((List<Object>) list).set(index, null);
    }

    private static Map<String, Object> map(Map<?, ?> tree) {
        var copy = new LinkedHashMap<String, Object>();
        tree.forEach((key, value) -> copy.put(String.valueOf(key), value(value)));
        return copy;
    }

    private static Object value(Object value) {
        return switch (value) {
            case Map<?, ?> map -> map(map);
            case List<?> list -> new ArrayList<>(list.stream().map(Plain::value).toList());
            case BigInteger number -> number.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
            case null -> null;
            default -> value;
        };
    }
}
