package dev.plumbline.mojo.flat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Gives a number to every way in which nodes look at a column: as a number with missing values low, or high, or as a
 * level. Levels have a slot per chunk, because their keys are places in the table of that chunk.
 */
final class Slots {

    /**
     * A table of bits: one line per level, one bit per node that asks for it. All bits that a row needs of a column are
     * next to each other, and thus in the nearest cache, however many levels there are.
     *
     * @param base first word of the table in its chunk
     * @param stride words of a line
     */
    record LevelSlot(int slot, int chunk, int column, int base, int stride) {}

    private final int[] low;
    private final int[] high;
    private final List<LevelSlot> levels = new ArrayList<>();
    private int count = Keys.FIRST;

    Slots(int columns) {
        low = new int[columns];
        high = new int[columns];
        Arrays.fill(low, Keys.UNUSED);
        Arrays.fill(high, Keys.UNUSED);
    }

    /** The slot of a number; asked for the first time it is a new one. */
    int number(int column, boolean missingRight) {
        int[] slots = missingRight ? high : low;
        if (slots[column] == Keys.UNUSED) {
            slots[column] = count++;
        }
        return slots[column];
    }

    LevelSlot level(int chunk, int column, int base, int stride) {
        LevelSlot slot = new LevelSlot(count++, chunk, column, base, stride);
        levels.add(slot);
        return slot;
    }

    int count() {
        return count;
    }

    /** Columns that nodes look at as numbers. */
    int[] numbers() {
        return IntStream.range(0, low.length)
                .filter(column -> low[column] != Keys.UNUSED || high[column] != Keys.UNUSED)
                .toArray();
    }

    int low(int column) {
        return low[column];
    }

    int high(int column) {
        return high[column];
    }

    List<LevelSlot> levels() {
        return levels;
    }
}
