package dev.plumbline.cli.yaml;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Where each field of a document stands, by its path in the notation of the rules: {@code spec.steps[1].weight}. */
public final class Positions {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

    private final Map<String, Integer> lines = new HashMap<>();

    void put(String path, int line) {
        lines.putIfAbsent(path, line);
    }

    /** The line of a field, counted from 1. For a field that is absent: the line of the nearest parent. */
    public int line(String path) {
        for (String at = path; !at.isEmpty(); at = parent(at)) {
            Integer line = lines.get(at);
            if (line != null) {
                return line;
            }
        }
        return lines.getOrDefault("", 1);
    }

    /** Path of a field below another. Names with dots or slashes, as annotations have, are put into brackets. */
    public static String child(String path, String name) {
        if (!PLAIN.matcher(name).matches()) {
            return path + "[" + name + "]";
        }
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String parent(String path) {
        if (path.endsWith("]")) {
            return path.substring(0, path.lastIndexOf('['));
        }
        int dot = path.lastIndexOf('.');
        return dot < 0 ? "" : path.substring(0, dot);
    }
}
