package dev.plumbline.cli.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Turns one composed document into plain values, as the API server would read them, and notes where each stands. */
final class Tree {

    /** Aliases multiply: nine lines can stand for a billion nodes. No manifest has more than this. */
    private static final int MOST_NODES = 200_000;

    private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9][0-9]{0,30})");
    private static final Pattern OCTAL = Pattern.compile("0o?[0-7]{1,20}");
    private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]{1,16}");
    private static final Pattern FLOAT =
            Pattern.compile("[-+]?(\\.[0-9]{1,40}|[0-9]{1,40}(\\.[0-9]{0,40})?)([eE][-+]?[0-9]{1,3})?");

    /** An anchor may stand for a mapping that contains itself, which has no end. */
    private static final int DEEPEST = 100;

    private final Positions positions = new Positions();
    private final List<String> duplicates = new ArrayList<>();
    private int nodes;
    private int depth;

    static Document of(String file, Node root) {
        var tree = new Tree();
        return new Document(file, tree.value("", root), tree.positions, List.copyOf(tree.duplicates));
    }

    private Object value(String path, Node node) {
        if (++nodes > MOST_NODES || depth == DEEPEST) {
            throw new TooLarge(node);
        }
        positions.put(path, node.getStartMark().getLine() + 1);
        depth++;
        try {
            return plain(path, node);
        } finally {
            depth--;
        }
    }

    private Object plain(String path, Node node) {
        return switch (node) {
            case MappingNode mapping -> map(path, mapping);
            case SequenceNode sequence -> list(path, sequence);
            case ScalarNode scalar -> scalar(scalar);
            default -> throw new TooLarge(node);
        };
    }

    private List<Object> list(String path, SequenceNode sequence) {
        var list = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            list.add(value(path + "[" + list.size() + "]", item));
        }
        return list;
    }

    private Map<String, Object> map(String path, MappingNode mapping) {
        var map = new LinkedHashMap<String, Object>();
        var merged = new LinkedHashMap<String, Object>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new OddKey(tuple.getKeyNode());
            }
            if (Tag.MERGE.equals(key.getTag())) {
                merge(path, tuple.getValueNode(), merged);
                continue;
            }
            String child = Positions.child(path, key.getValue());
            // The line of the key: a reader looks for the name, not for the first line of its value.
            positions.put(child, key.getStartMark().getLine() + 1);
            Object value = value(child, tuple.getValueNode());
            if (map.containsKey(key.getValue())) {
                duplicates.add(child);
            }
            map.put(key.getValue(), value);
        }
        merged.forEach(map::putIfAbsent);
        return map;
    }

    private void merge(String path, Node source, Map<String, Object> merged) {
        if (source instanceof MappingNode mapping) {
            map(path, mapping).forEach(merged::putIfAbsent);
        } else if (source instanceof SequenceNode sequence) {
            sequence.getValue().forEach(each -> merge(path, each, merged));
        } else {
            throw new OddKey(source);
        }
    }

    /** Plain dates stay texts, as in the API server's own reader; so do times of the day, which YAML 1.1 counts. */
    private static Object scalar(ScalarNode node) {
        String text = node.getValue();
        if (!node.isPlain() || Tag.STR.equals(node.getTag())) {
            return text;
        }
        if (Tag.NULL.equals(node.getTag())) {
            return null;
        }
        if (Tag.BOOL.equals(node.getTag())) {
            return List.of("true", "yes", "on").contains(text.toLowerCase(Locale.ROOT));
        }
        return number(text);
    }

    private static Object number(String text) {
        if (INTEGER.matcher(text).matches()) {
            return narrow(new BigInteger(text));
        }
        if (OCTAL.matcher(text).matches()) {
            return narrow(new BigInteger(text.replace("o", ""), 8));
        }
        if (HEX.matcher(text).matches()) {
            return narrow(new BigInteger(text.substring(2), 16));
        }
        return FLOAT.matcher(text).matches() ? (Object) new BigDecimal(text.endsWith(".") ? text + "0" : text) : text;
    }

    private static Object narrow(BigInteger number) {
        return number.bitLength() < 64 ? (Object) number.longValue() : number;
    }

    /** More nodes than any manifest has. */
    static final class TooLarge extends MarkedYAMLException {
        TooLarge(Node at) {
            super(null, null, "document has no end, or more than " + MOST_NODES + " values", at.getStartMark());
        }
    }

    /** A key that is a list or a mapping. */
    static final class OddKey extends MarkedYAMLException {
        OddKey(Node at) {
            super(null, null, "a field name must be a plain text", at.getStartMark());
        }
    }
}
