package dev.plumbline.cli.lint;

import dev.plumbline.cli.yaml.Positions;
import dev.plumbline.views.Severity;

/**
 * Positions of an object that may stand inside a List.
 *
 * @param prefix path of the object in its document; empty, or such as {@code items[3]}
 */
public record Located(Positions all, String prefix) {

    Problem problem(String path, String found, String allowed, String text) {
        return new Problem(
                Problem.SCHEMA,
                "API",
                Severity.BLOCKING,
                path,
                found,
                allowed,
                "Correct " + path + "; kubectl explain tells the fields.",
                text,
                "docs/api",
                line(path));
    }

    int line(String path) {
        return all.line(prefix.isEmpty() ? path : path.isEmpty() ? prefix : prefix + "." + path);
    }

    /** A path of the document as a path of the object. */
    String within(String path) {
        return prefix.isEmpty() || !path.startsWith(prefix + ".") ? path : path.substring(prefix.length() + 1);
    }
}
