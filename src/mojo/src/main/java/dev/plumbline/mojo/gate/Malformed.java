package dev.plumbline.mojo.gate;

/** The archive is refused; the message is one for people, without content of the archive beyond counts. */
public final class Malformed extends Exception {

    private static final long serialVersionUID = 1L;

    /** What kind of thing the archive is instead of a MOJO. */
    public enum Kind {
        /** Not of the form that H2O writes. */
        BROKEN,
        /** Holds code. */
        CODE
    }

    private final Kind kind;

    public Malformed(String message) {
        this(Kind.BROKEN, message);
    }

    /** No stack trace: a refusal is an ordinary answer, and a fuzzer asks for a hundred thousand of them. */
    Malformed(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
