package dev.plumbline.mojo.flat;

/** How the questions of some trees are answered and the leaves found. */
enum Way {
    /** A bit an answer, for any trees: {@link Board}. */
    BITS,
    /** A byte an answer, where they are few and the trees full: {@link WideBoard}. */
    BYTES,
    /** A bit a leaf, where trees have few of them: {@link LeafBoard}. */
    LEAVES
}
