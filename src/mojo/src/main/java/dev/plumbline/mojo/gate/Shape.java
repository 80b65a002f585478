package dev.plumbline.mojo.gate;

import dev.plumbline.mojo.flat.Flattening;

/**
 * How large a model is, counted from its bytes and not from what it says; an ensemble counts all models in it.
 *
 * @param models 1, or an ensemble with its members
 * @param nodes splits and leaves of all trees
 * @param maxDepth splits on the longest way from a root to a leaf
 * @param coefficients numbers of linear models, weights of networks, coordinates of centres
 * @param levels levels of all categorical columns
 * @param operations upper bound of the steps that one row costs: splits on the longest way through each tree, and one for
 *     each coefficient
 */
public record Shape(int models, int trees, long nodes, int maxDepth, long coefficients, long levels, long operations) {

    public static final Shape NONE = new Shape(0, 0, 0, 0, 0, 0, 0);

    /**
     * Heap of the loaded model in bytes, estimated: the entries that h2o-genmodel keeps, about 32 bytes for each decoded
     * node, 12 for each coefficient (a float and a double), 200 for each level (its text, in three lookup tables). Small
     * trees may have lines of one word a tree, for each level and each 16 splits.
     */
    public long estimatedHeapBytes(long keptBytes) {
        return keptBytes + 32 * nodes + 12 * coefficients + 200 * levels + Flattening.lineBytes(trees, nodes, levels);
    }
}
