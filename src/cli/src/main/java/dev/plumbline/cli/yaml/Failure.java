package dev.plumbline.cli.yaml;

/**
 * Input that could not be read.
 *
 * @param line counted from 1; 0 when the file as a whole is meant
 * @param column counted from 1; 0 when unknown
 */
public record Failure(String file, int line, int column, String message) {

    /** For example {@code a.yaml:3:7: mapping values are not allowed here}. */
    public String text() {
        String at = line == 0 ? "" : ":" + line + (column == 0 ? "" : ":" + column);
        return file + at + ": " + message;
    }
}
