package dev.plumbline.mojo.flat;

/** What the columns of an encoded row are to the nodes of a forest. */
interface Values {

    /** A number as {@link Ordered} puts it; {@link Ordered#LOWEST} for a missing one. */
    int number(int column, double[] row);

    /** The level of a column, as the bits of a {@link Tree} count them. */
    int level(int column, double[] row);
}
