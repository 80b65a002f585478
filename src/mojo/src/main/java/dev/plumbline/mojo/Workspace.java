package dev.plumbline.mojo;

/** Scratch space of an evaluator for one thread, kept with the row so that scoring allocates nothing. */
record Workspace(long[] keys, double[] answer) {

    static final Workspace NONE = new Workspace(new long[0], new double[0]);
}
