package dev.plumbline.mojo.flat;

/** Answers every question that some trees ask about a row, whether a walk comes by it or not. */
sealed interface Answers permits Board, LeafBoard, WideBoard {

    /** Bytes that the arrays take on the heap. */
    long bytes();

    /** Scratch space that is enough for {@link #fill}. */
    Scratch scratch();

    void fill(double[] row, Scratch scratch);
}
