package dev.plumbline.mojo.flat;

import dev.plumbline.mojo.flat.Slots.LevelSlot;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The slots of levels as arrays, for the loop that fills keys.
 *
 * @param slots where to write
 * @param columns which level
 * @param bases where the table begins
 * @param strides words per level
 */
record LevelKeys(int[] slots, int[] columns, int[] bases, int[] strides) {

    static LevelKeys of(Slots slots) {
        List<LevelSlot> levels = slots.levels();
        return new LevelKeys(
                each(levels, LevelSlot::slot),
                each(levels, LevelSlot::column),
                each(levels, LevelSlot::base),
                each(levels, LevelSlot::stride));
    }

    private static int[] each(List<LevelSlot> levels, ToIntFunction<LevelSlot> property) {
        return levels.stream().mapToInt(property).toArray();
    }

    int size() {
        return slots.length;
    }

    /** The line of a level is where the nodes of this slot find their bits. */
    void put(int index, int level, long[] keys) {
        keys[slots[index]] = Keys.LEVEL + bases[index] + level * strides[index];
    }
}
