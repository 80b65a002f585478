package dev.plumbline.scorer.codec;

import java.util.Arrays;

/** The bytes of an answer while it grows. For one thread; used again for the next answer. */
final class AnswerBuffer {

    /** A buffer that a very large answer has grown is not kept. */
    private static final int KEPT = 256 << 10;

    private final StringBuilder number = new StringBuilder(32);
    private byte[] bytes = new byte[1024];
    private int size;

    void clear() {
        size = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[1024];
        }
    }

    void add(byte[] more) {
        add(more, 0, more.length);
    }

    void add(byte[] more, int from, int to) {
        room(to - from);
        System.arraycopy(more, from, bytes, size, to - from);
        size += to - from;
    }

    void add(char ascii) {
        room(1);
        bytes[size++] = (byte) ascii;
    }

    void add(long value) {
        number.setLength(0);
        number.append(value);
        addNumber();
    }

    /** As {@code Double.toString} writes it: the shortest text that reads back as the same double. */
    void add(double value) {
        number.setLength(0);
        number.append(value);
        addNumber();
    }

    private void addNumber() {
        int length = number.length();
        room(length);
        for (int i = 0; i < length; i++) {
            bytes[size + i] = (byte) number.charAt(i);
        }
        size += length;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
