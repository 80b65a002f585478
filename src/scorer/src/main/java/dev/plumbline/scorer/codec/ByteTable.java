package dev.plumbline.scorer.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Finds texts by their UTF-8 bytes in place, without making a String of them. Immutable. */
final class ByteTable {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final byte[][] texts;
    private final int[] slots;

    /** Of equal texts the last one counts, as in a map that is filled in order. */
    ByteTable(List<String> texts) {
        this.texts = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        // At most half full, so that a text that is not there is found out soon.
        this.slots = new int[Math.max(4, Integer.highestOneBit(Math.max(1, texts.size())) * 4)];
        for (int i = 0; i < this.texts.length; i++) {
            byte[] text = this.texts[i];
            int slot = hash(text, 0, text.length) & slots.length - 1;
            while (slots[slot] != 0 && !Arrays.equals(this.texts[slots[slot] - 1], text)) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = i + 1;
        }
    }

    /** Index of the text between two positions of an array, -1 when it is none of these. */
    int find(byte[] bytes, int from, int to) {
        for (int slot = hash(bytes, from, to) & slots.length - 1;
                slots[slot] != 0;
                slot = slot + 1 & slots.length - 1) {
            if (is(slots[slot] - 1, bytes, from, to)) {
                return slots[slot] - 1;
            }
        }
        return -1;
    }

    boolean is(int index, byte[] bytes, int from, int to) {
        byte[] text = texts[index];
        return text.length == to - from && Arrays.equals(text, 0, text.length, bytes, from, to);
    }

    /** Whether a text stands at a position and is followed by a quote. */
    boolean isQuotedAt(int index, byte[] bytes, int from) {
        byte[] text = texts[index];
        int end = from + text.length;
        return end < bytes.length && bytes[end] == '"' && Arrays.equals(text, 0, text.length, bytes, from, end);
    }

    int length(int index) {
        return texts[index].length;
    }

    private static int hash(byte[] bytes, int from, int to) {
        long hash = to - from;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(bytes, at)) * MIX;
            hash ^= hash >>> 32;
        }
        long rest = 0;
        for (; at < to; at++) {
            rest = rest << 8 | bytes[at] & 0xFF;
        }
        hash = (hash ^ rest) * MIX;
        return (int) (hash >>> 32);
    }
}
