package dev.plumbline.scorer.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Finds texts by their UTF-8 bytes in place, eight at a time and without making a String of them. Immutable. */
final class ByteTable {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MIX = 0x9E3779B97F4A7C15L;

    /** Each with room behind it, so that its last bytes can be read as a long too. */
    private final byte[][] texts;

    private final int[] lengths;
    private final int[] slots;

    /** Of equal texts the last one counts, as in a map that is filled in order. */
    ByteTable(List<String> given) {
        texts = new byte[given.size()][];
        lengths = new int[given.size()];
        // At most half full, so that a text that is not there is found out soon.
        slots = new int[Math.max(4, Integer.highestOneBit(Math.max(1, given.size())) * 4)];
        for (int i = 0; i < texts.length; i++) {
            byte[] text = given.get(i).getBytes(StandardCharsets.UTF_8);
            lengths[i] = text.length;
            texts[i] = Arrays.copyOf(text, text.length + Long.BYTES);
            int slot = hash(texts[i], 0, text.length) & slots.length - 1;
            while (slots[slot] != 0 && !is(slots[slot] - 1, texts[i], 0, text.length)) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = i + 1;
        }
    }

    /** Index of the text between two positions of an array, -1 when it is none of these. */
    int find(byte[] bytes, int from, int to) {
        int slot = hash(bytes, from, to) & slots.length - 1;
        while (slots[slot] != 0) {
            if (is(slots[slot] - 1, bytes, from, to)) {
                return slots[slot] - 1;
            }
            slot = slot + 1 & slots.length - 1;
        }
        return -1;
    }

    /** Whether a text stands at a position and is followed by a quote. */
    boolean isQuotedAt(int index, byte[] bytes, int from) {
        int end = from + lengths[index];
        return end < bytes.length && bytes[end] == '"' && is(index, bytes, from, end);
    }

    int length(int index) {
        return lengths[index];
    }

    private boolean is(int index, byte[] bytes, int from, int to) {
        if (lengths[index] != to - from) {
            return false;
        }
        byte[] text = texts[index];
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            if ((long) LONGS.get(text, at - from) != (long) LONGS.get(bytes, at)) {
                return false;
            }
        }
        return rest(text, at - from, to - at) == rest(bytes, at, to - at);
    }

    private static int hash(byte[] bytes, int from, int to) {
        long hash = to - from;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(bytes, at)) * MIX;
            hash ^= hash >>> 32;
        }
        hash = (hash ^ rest(bytes, at, to - at)) * MIX;
        return (int) (hash >>> 32);
    }

    /** Up to seven bytes as a long, the first one lowest. */
    private static long rest(byte[] bytes, int from, int count) {
        if (from + Long.BYTES <= bytes.length) {
            return (long) LONGS.get(bytes, from) & (1L << Byte.SIZE * count) - 1;
        }
        long rest = 0;
        for (int i = count - 1; i >= 0; i--) {
            rest = rest << Byte.SIZE | bytes[from + i] & 0xFF;
        }
        return rest;
    }
}
