package dev.plumbline.mojo.flat;

/** The forest cannot be flattened; the message says why, in words for people, and h2o-genmodel scores instead. */
public final class Undecodable extends Exception {

    private static final long serialVersionUID = 1L;

    Undecodable(String message) {
        super(message, null, false, false);
    }
}
