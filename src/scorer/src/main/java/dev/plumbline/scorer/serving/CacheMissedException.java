package dev.plumbline.scorer.serving;

/** A prediction was to come from a cache that cannot be asked, and its owner wants no other. The request is answered 503. */
public final class CacheMissedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Without a stack trace: while the cache is away, there is one for each request. */
    public CacheMissedException() {
        super("the cache cannot be asked", null, false, false);
    }
}
