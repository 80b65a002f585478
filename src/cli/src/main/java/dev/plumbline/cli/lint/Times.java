package dev.plumbline.cli.lint;

import java.time.DateTimeException;
import java.time.OffsetDateTime;

/** RFC 3339 times, the only form that the API server takes. */
final class Times {
    private Times() {}

    static boolean readable(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException noTime) {
            return false;
        }
    }
}
