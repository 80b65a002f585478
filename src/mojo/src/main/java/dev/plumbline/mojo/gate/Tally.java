package dev.plumbline.mojo.gate;

/** Adds up what the models of an archive hold. */
final class Tally {

    private int models;
    private int trees;
    private long announced;
    private long nodes;
    private int maxDepth;
    private long coefficients;
    private long levels;
    private long operations;

    int model() {
        return ++models;
    }

    /** @return what all models together have announced */
    long announced(long more) {
        announced += more;
        return announced;
    }

    void tree(TreeSize size) {
        trees++;
        nodes += size.nodes();
        maxDepth = Math.max(maxDepth, size.depth());
        operations += Math.max(1, size.depth());
    }

    void coefficients(long count) {
        coefficients += count;
        operations += count;
    }

    long levels(int count) {
        levels += count;
        return levels;
    }

    Shape shape() {
        return new Shape(models, trees, nodes, maxDepth, coefficients, levels, operations);
    }
}
