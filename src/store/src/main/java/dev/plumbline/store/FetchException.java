package dev.plumbline.store;

/** An artifact cannot be had; the message goes into a condition, so it holds no credentials and no query strings. */
public final class FetchException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean unreachable;

    public FetchException(String message) {
        this(message, false);
    }

    private FetchException(String message, boolean unreachable) {
        super(message);
        this.unreachable = unreachable;
    }

    /** The place does not answer now; another try may find it. */
    public static FetchException unreachable(String message) {
        return new FetchException(message, true);
    }

    /** Whether trying again later can help. */
    public boolean unreachable() {
        return unreachable;
    }
}
