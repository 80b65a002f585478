package dev.plumbline.mojo.flat;

import java.nio.ByteBuffer;

/**
 * The levels that a bitset of a tree speaks about; every other level counts as missing.
 *
 * @param first the level of the first bit
 * @param count number of bits; -1 when there is no bitset at all
 * @param position of the first byte in the tree
 */
record LevelRange(int first, int count, int position) {

    static final LevelRange NONE = new LevelRange(0, -1, 0);

    /** Reads the header of a bitset and moves behind its bits. @param small four bytes of bits without a header */
    static LevelRange read(ByteBuffer bytes, boolean small) throws Undecodable {
        int first = small ? 0 : bytes.getChar();
        int count = small ? 32 : bytes.getInt();
        int size = (count - 1 >> 3) + 1;
        if (count < 0 || size > bytes.remaining()) {
            throw new Undecodable("a bitset of a tree is cut short");
        }
        int position = bytes.position();
        bytes.position(position + size);
        return new LevelRange(first, count, position);
    }

    boolean absent() {
        return count < 0;
    }

    private boolean contains(int level) {
        return level >= first && level - first < count;
    }

    /** One bit per level and one for missing values: those that go right are set. */
    int[] bits(ByteBuffer bytes, int levels, boolean missingRight) {
        int[] words = words(levels);
        for (int level = 0; level < levels; level++) {
            int bit = level - first;
            boolean right = contains(level) ? (bytes.get(position + (bit >> 3)) >> (bit & 7) & 1) != 0 : missingRight;
            set(words, level, right);
        }
        set(words, levels, missingRight);
        return words;
    }

    /** The bits of a node that sends the levels of this range to the left and everything else to the right. */
    int[] outside(int levels) {
        int[] words = words(levels);
        for (int level = 0; level < levels; level++) {
            set(words, level, !contains(level));
        }
        set(words, levels, true);
        return words;
    }

    private static int[] words(int levels) {
        return new int[(levels >> 5) + 1];
    }

    private static void set(int[] words, int bit, boolean value) {
        words[bit >> 5] |= (value ? 1 : 0) << (bit & 31);
    }
}
