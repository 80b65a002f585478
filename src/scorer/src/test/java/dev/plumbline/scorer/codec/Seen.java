package dev.plumbline.scorer.codec;

import java.nio.charset.StandardCharsets;

/** What a client and the metrics see of a request, in one text, so that two ways to answer it can be compared. */
final class Seen {

    interface Way {
        Scored answer() throws BadInput;
    }

    private Seen() {}

    static String of(Scored scored) {
        Tally tally = scored.tally();
        return "%s %d %d %d %d"
                .formatted(
                        new String(scored.body(), StandardCharsets.UTF_8),
                        tally.rows(),
                        tally.unknownLevels(),
                        tally.missingColumns(),
                        tally.extraColumns());
    }

    /** The answer, or what is said of a body that has none. */
    static String of(Way way) {
        try {
            return of(way.answer());
        } catch (BadInput bad) {
            return bad.getMessage();
        }
    }
}
