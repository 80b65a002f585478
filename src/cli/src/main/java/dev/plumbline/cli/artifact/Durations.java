package dev.plumbline.cli.artifact;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as {@code 300s} or {@code 5m}. */
final class Durations {

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})(s|m)?");

    private Durations() {}

    static Duration parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches() || Long.parseLong(parts.group(1)) == 0) {
            throw new IllegalArgumentException("--deadline is not a time such as 300s or 5m");
        }
        long number = Long.parseLong(parts.group(1));
        return "m".equals(parts.group(2)) ? Duration.ofMinutes(number) : Duration.ofSeconds(number);
    }
}
