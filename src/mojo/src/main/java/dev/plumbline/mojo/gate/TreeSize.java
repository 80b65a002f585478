package dev.plumbline.mojo.gate;

/**
 * How large one tree is.
 *
 * @param nodes splits and leaves
 * @param depth splits on the longest way from the root to a leaf
 */
record TreeSize(long nodes, int splits, int depth) {}
