package dev.plumbline.store;

/** An artifact cannot be had; the message goes into a condition, so it holds no credentials and no query strings. */
public final class FetchException extends Exception {

    private static final long serialVersionUID = 1L;

    public FetchException(String message) {
        super(message);
    }
}
