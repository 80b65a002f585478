package dev.plumbline.cli.report;

/** Colours, where the reader is a terminal. */
public enum Style {
    PLAIN,
    COLOURED;

    private static final String ESCAPE = "\033[";

    /** Coloured on a terminal, unless the user asked for none (https://no-color.org). */
    public static Style of(boolean terminal, String noColour) {
        return terminal && (noColour == null || noColour.isEmpty()) ? COLOURED : PLAIN;
    }

    String bold(String text) {
        return paint("1", text);
    }

    String red(String text) {
        return paint("1;31", text);
    }

    String yellow(String text) {
        return paint("33", text);
    }

    String green(String text) {
        return paint("32", text);
    }

    String faint(String text) {
        return paint("2", text);
    }

    private String paint(String code, String text) {
        return this == PLAIN || text.isEmpty() ? text : ESCAPE + code + "m" + text + ESCAPE + "0m";
    }
}
