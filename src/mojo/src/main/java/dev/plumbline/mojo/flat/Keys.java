package dev.plumbline.mojo.flat;

/** Turns a row into the integers that the nodes of one forest compare, one per slot. */
interface Keys {

    /** The slot that leaves look at: its key is below every threshold, so a walk stays where it is. */
    int STAY = 0;
    /** Where a column writes what no node asks for. */
    int UNUSED = 1;
    /** The first slot that stands for something. */
    int FIRST = 2;

    /** Added to the place of a line in a table of levels: far below every number, and 0 in the lower half. */
    long LEVEL = -1L << 62;

    /** @param keys receives a key for every slot */
    void fill(double[] row, long[] keys);
}
