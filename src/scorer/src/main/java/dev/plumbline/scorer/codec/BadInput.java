package dev.plumbline.scorer.codec;

/** The request is at fault; the message begins with the path of the field and goes to the client. */
public final class BadInput extends Exception {

    private static final long serialVersionUID = 1L;

    /** Without a stack trace: a flood of bad requests must not cost more than good ones. */
    public BadInput(String message) {
        super(message, null, false, false);
    }

    static BadInput at(String path, String problem) {
        return new BadInput(path + ": " + problem);
    }
}
