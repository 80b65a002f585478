package dev.plumbline.mojo;

/** The model has no answer for this row, such as a network whose output is not a number. The row is at fault. */
public final class CannotScoreException extends Exception {

    private static final long serialVersionUID = 1L;

    CannotScoreException(Throwable cause) {
        super("the model has no prediction for this row", cause);
    }
}
