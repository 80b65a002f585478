package dev.plumbline.scorer.serving;

import dev.plumbline.mojo.CannotScoreException;
import dev.plumbline.mojo.Row;

/** Where the codecs get predictions from: the model itself, or a cache before it. For any number of threads. */
public interface Scorer {

    /** Asks the model for every row. */
    Scorer DIRECT = serving -> serving.model()::score;

    /** For the rows of one request; the result is for one thread. */
    Rows open(Serving serving);

    /**
     * Whether asking may wait for another process, by a few milliseconds. Such a request must not be answered on a thread
     * that carries connections.
     */
    default boolean mayWait(Serving serving) {
        return false;
    }

    /** The rows of one request, one after another. */
    @FunctionalInterface
    interface Rows {

        /**
         * @param row filled for the model of the serving; its inputs may be overwritten
         * @return one value per output column; to be read before the next call, and never changed
         */
        double[] score(Row row) throws CannotScoreException;

        /** Whether the rows should be told by {@link #announce} before the first is scored, each once more after that. */
        default boolean wantsAll() {
            return false;
        }

        /** A row that will be scored. */
        default void announce(Row row) {}

        /** All rows were announced. */
        default void announced() {}
    }
}
