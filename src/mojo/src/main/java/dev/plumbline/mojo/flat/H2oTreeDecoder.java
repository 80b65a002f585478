package dev.plumbline.mojo.flat;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Decodes one compressed tree of MOJO format 1.2 and later. Every byte may lie: nodes are counted, jumps are held to the
 * array, and nothing recurses.
 *
 * <p>A node is: type (1 byte), column (2), direction of missing values (1), threshold (4) or bitset, the size of the left
 * subtree unless the left child is a leaf, the left child, the right child. Column 65535 is a tree of one leaf.
 */
final class H2oTreeDecoder {

    private static final int NO_COLUMN = 65_535;
    private static final int MISSING_AGAINST_REST = 1;
    private static final int MISSING_LEFT = 2;
    private static final int LEFT_BY_DEFAULT = 4;

    /** The smallest inner node takes 8 bytes and has one child of its own: no tree has more nodes than half its bytes. */
    private static final int BYTES_PER_NODE = 2;

    private final ByteBuffer bytes;
    private final int[] levels;
    private final Tree tree = new Tree();
    private final PendingNodes pending = new PendingNodes();

    H2oTreeDecoder(byte[] bytes, int[] levels) {
        // The order of the machine, as the cluster that wrote it and h2o-genmodel have it.
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        this.levels = levels;
    }

    Tree tree() throws Undecodable {
        try {
            pending.add(tree.add(), 0, 0, LevelRange.NONE);
            while (pending.next()) {
                decode(pending.node(), pending.position(), pending.depth(), pending.inherited());
            }
            return tree;
        } catch (BufferUnderflowException | IndexOutOfBoundsException cut) {
            throw new Undecodable("a tree is cut short");
        }
    }

    private void decode(int node, int position, int depth, LevelRange inherited) throws Undecodable {
        bytes.position(check(position));
        int type = bytes.get() & 0xFF;
        int column = bytes.getChar();
        if (column == NO_COLUMN) {
            tree.leaf(node, bytes.getFloat(), depth);
            return;
        }
        if (column >= levels.length) {
            throw new Undecodable("a tree asks for a column that there is not");
        }
        int direction = bytes.get() & 0xFF;
        boolean missingRight = direction != MISSING_LEFT && direction != LEFT_BY_DEFAULT;
        int kind = type & 12;
        if (kind == 4) {
            throw new Undecodable("a tree has a node of an unknown kind");
        }
        int left = tree.add();
        int right = tree.add();
        if (right > bytes.capacity() / BYTES_PER_NODE) {
            throw new Undecodable("parts of a tree overlap");
        }
        LevelRange range = inherited;
        if (direction == MISSING_AGAINST_REST) {
            // The bitset that such a node is held against is the last one on the way to it, by a quirk of the format.
            if (kind == 0 || inherited.absent()) {
                tree.number(node, column, Ordered.UNREACHED, true, left);
            } else {
                tree.level(node, column, inherited.outside(levelsOf(column)), left);
            }
        } else if (kind == 0) {
            float threshold = bytes.getFloat();
            tree.number(
                    node,
                    column,
                    Float.isNaN(threshold) ? Ordered.UNREACHED : Ordered.of(threshold),
                    missingRight,
                    left);
        } else {
            range = LevelRange.read(bytes, kind == 8);
            tree.level(node, column, range.bits(bytes, levelsOf(column), missingRight), left);
        }
        children(type, left, right, depth + 1, range);
    }

    private void children(int type, int left, int right, int depth, LevelRange range) throws Undecodable {
        int leftKind = type & 51;
        if (leftKind == 48) {
            tree.leaf(left, bytes.getFloat(), depth);
        } else {
            int size =
                    switch (leftKind) {
                        case 0 -> bytes.get() & 0xFF;
                        case 1 -> bytes.getChar();
                        case 2 -> bytes.get() & 0xFF | (bytes.get() & 0xFF) << 8 | (bytes.get() & 0xFF) << 16;
                        case 3 -> bytes.getInt();
                        default -> throw new Undecodable("a tree has a node of an unknown kind");
                    };
            pending.add(left, bytes.position(), depth, range);
            if (size < 0 || size > bytes.remaining()) {
                throw new Undecodable("a tree jumps outside its bytes");
            }
            bytes.position(bytes.position() + size);
        }
        if ((type & 0x40) != 0) {
            tree.leaf(right, bytes.getFloat(), depth);
        } else {
            pending.add(right, bytes.position(), depth, range);
        }
    }

    private int levelsOf(int column) throws Undecodable {
        if (levels[column] < 0) {
            throw new Undecodable("a tree asks for the level of a number");
        }
        return levels[column];
    }

    private int check(int position) throws Undecodable {
        if (position < 0 || position >= bytes.capacity()) {
            throw new Undecodable("a tree jumps outside its bytes");
        }
        return position;
    }
}
