package dev.plumbline.mojo;

import dev.plumbline.mojo.flat.Scratch;

/** Scratch space of an evaluator for one thread, kept with the row so that scoring allocates nothing. */
record Workspace(Scratch scratch, double[] answer) {

    static final Workspace NONE = new Workspace(Scratch.NONE, new double[0]);
}
