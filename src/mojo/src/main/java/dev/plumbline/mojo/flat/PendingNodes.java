package dev.plumbline.mojo.flat;

import java.util.ArrayDeque;
import java.util.Queue;

/** Nodes whose place is known and whose bytes are not read yet, in the order in which they were found. */
final class PendingNodes {

    private record Pending(int node, int position, int depth, LevelRange inherited) {}

    private final Queue<Pending> queue = new ArrayDeque<>();
    private Pending current = new Pending(0, 0, 0, LevelRange.NONE);

    void add(int node, int position, int depth, LevelRange inherited) {
        queue.add(new Pending(node, position, depth, inherited));
    }

    /** Moves on to the next node; false when there is none. */
    boolean next() {
        Pending head = queue.poll();
        if (head == null) {
            return false;
        }
        current = head;
        return true;
    }

    int node() {
        return current.node();
    }

    int position() {
        return current.position();
    }

    int depth() {
        return current.depth();
    }

    LevelRange inherited() {
        return current.inherited();
    }
}
