package dev.plumbline.mojo.flat;

/**
 * Some trees of one sum, walked several at a time: they do not depend on each other, so that the waits for memory overlap,
 * and a step has no branch that could be predicted wrong.
 */
sealed interface Walk permits LeafWalk, LevelWalk, LinkedWalk, WideWalk {

    /** Which sum the leaves are added to. */
    int sum();

    /** Bytes that the arrays take on the heap. */
    long bytes();

    /**
     * Adds the leaves of a row one by one, in the order of the trees.
     *
     * @param scratch filled by the {@link Answers} that belong to the walk
     * @param single whether every partial sum is rounded to a float
     */
    double add(Scratch scratch, double start, boolean single);
}
