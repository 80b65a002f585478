package dev.plumbline.scorer.serving;

import java.util.List;
import java.util.Optional;

/** Decides which of the models in this process answers a request. */
@FunctionalInterface
public interface Choice {

    /** Called once for an answer, on the thread that scores, which may be an event loop; empty without a model. */
    Optional<Serving> choose(byte[] body);

    /** All that may answer, asked when the chosen one does not bear the name or version that a path asks for. */
    default List<Serving> others() {
        return List.of();
    }

    /**
     * Told after each prediction, on the thread that scored: it must hand the work on, not do it.
     *
     * @param rows whether the body is of the row protocol; the arrays must not be changed
     */
    default void answered(Serving by, byte[] body, boolean rows, byte[] answer) {}

    /** Told of each answer that this model gave, also of one that tells of a failure, on the thread that scored. */
    default void counted(Serving by, long nanos, int status) {}
}
