package dev.plumbline.store;

/** An artifact cannot be had; the message goes into a condition, so it holds no credentials and no query strings. */
public final class FetchException extends Exception {

    private static final long serialVersionUID = 1L;

    private enum Kind {
        REFUSED,
        UNREACHABLE,
        OTHER_CONTENT
    }

    private final Kind kind;

    public FetchException(String message) {
        this(message, Kind.REFUSED);
    }

    private FetchException(String message, Kind kind) {
        super(message);
        this.kind = kind;
    }

    /** The place does not answer now; another try may find it. */
    public static FetchException unreachable(String message) {
        return new FetchException(message, Kind.UNREACHABLE);
    }

    /** The store says by itself that it holds something else there than what is asked for. */
    static FetchException otherContent(String message) {
        return new FetchException(message, Kind.OTHER_CONTENT);
    }

    /** Whether trying again later can help. */
    public boolean unreachable() {
        return kind == Kind.UNREACHABLE;
    }

    boolean otherContent() {
        return kind == Kind.OTHER_CONTENT;
    }
}
