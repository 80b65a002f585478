package dev.plumbline.mojo.flat;

import java.util.Optional;

/** The trees of a model in the order in which their leaves are added. Each tree is decoded anew when it is asked for. */
interface TreeSource {

    /** Sums that a row gets: one, or one per class. */
    int sums();

    /** Trees that go into a sum; some of them may be absent. */
    int trees(int sum);

    /** Empty for a tree that training did not grow. */
    Optional<Tree> tree(int sum, int index) throws Undecodable;

    /** Columns that nodes may ask for. */
    int columns();

    /** What the level of a column can be: one more than there are levels, for missing values. */
    int levelKeys(int column);

    /** Bytes of the trees in the model, which bounds what the flat form may take. */
    long bytes();
}
