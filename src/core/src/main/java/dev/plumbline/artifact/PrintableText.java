package dev.plumbline.artifact;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text of an archive, a URI or a request, made fit for a terminal, a log or a status: no control character of any block,
 * none that turns the direction of what follows, no line or paragraph of its own, no half of a letter.
 */
public final class PrintableText {

    private static final Pattern HIDDEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");
    private static final Pattern HIDDEN_IN_JSON = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}&&[^\\r\\n]]");

    private PrintableText() {}

    /** A question mark stands for each character that would not be seen as one. */
    public static String of(String text) {
        return HIDDEN.matcher(text).replaceAll("?");
    }

    /** As {@link #of(String)}, and with dots for what comes after so many characters. */
    public static String of(String text, int most) {
        String clean = of(text);
        return clean.codePointCount(0, clean.length()) <= most
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, most)) + "...";
    }

    /** JSON with the same values: what is hidden stands only within its texts, and may be written as an escape there. */
    public static String ofJson(String json) {
        return HIDDEN_IN_JSON
                .matcher(json)
                .replaceAll(hidden ->
                        hidden.group().chars().mapToObj("\\\\u%04x"::formatted).collect(Collectors.joining()));
    }
}
