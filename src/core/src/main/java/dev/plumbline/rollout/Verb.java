package dev.plumbline.rollout;

import java.util.Locale;

/** What a user may ask of a rollout once, besides changing its spec; in the order in which they are carried out. */
public enum Verb {
    /** Give up what is under way, or take back what is still watched. */
    ABORT,
    /** Back to the model that was active before. */
    ROLLBACK,
    /** Try again what was given up. */
    RETRY,
    /** Do not wait for the rest of the steps. */
    PROMOTE;

    private static final String PREFIX = "plumbline.dev/";

    /** As the command line and the status spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its value is any text that differs from the last one: a verb is carried out once for each value. */
    public String annotation() {
        return PREFIX + word();
    }
}
