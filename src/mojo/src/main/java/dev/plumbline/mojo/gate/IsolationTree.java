package dev.plumbline.mojo.gate;

import java.util.HashSet;
import java.util.Set;

/**
 * A tree of an Extended Isolation Forest: the number of columns (4 bytes), then nodes with their number in the order of a
 * heap (4 bytes, a letter, and two vectors or a count of rows), then zeros. The reader looks for a child only after its
 * parent, so a child that comes before it would not be found.
 */
final class IsolationTree {

    private static final int NODE = 'N';
    private static final int LEAF = 'L';

    private IsolationTree() {}

    static TreeSize check(byte[] bytes, int features, MojoLimits limits) throws Malformed {
        Bytes in = new Bytes(bytes, "an isolation tree");
        if (in.i4() != features) {
            throw in.broken("has vectors that are not as long as the row");
        }
        // Whoever waits for a node was announced by its parent; each node takes nine bytes or more.
        Set<Integer> awaited = new HashSet<>();
        awaited.add(0);
        int splits = 0;
        int depth = 0;
        while (!awaited.isEmpty()) {
            int number = in.i4();
            int kind = in.u1();
            if (!awaited.remove(number)) {
                throw in.broken("has a node without a parent before it");
            }
            if (kind == NODE) {
                in.skip(16L * features);
                depth = Math.max(depth, 32 - Integer.numberOfLeadingZeros(number + 1));
                if (depth > Math.min(30, limits.maxTreeDepth())) {
                    throw in.broken("is deeper than %d splits".formatted(Math.min(30, limits.maxTreeDepth())));
                }
                awaited.add(2 * number + 1);
                awaited.add(2 * number + 2);
                splits++;
            } else if (kind == LEAF) {
                in.count("number of rows", 0, Integer.MAX_VALUE);
            } else {
                throw in.broken("has a node of an unknown kind");
            }
        }
        in.padding();
        return new TreeSize(2L * splits + 1, splits, depth);
    }
}
