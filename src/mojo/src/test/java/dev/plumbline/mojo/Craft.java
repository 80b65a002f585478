package dev.plumbline.mojo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Hand-made attacks on real archives; all checksums are right. */
final class Craft {

    private Craft() {}

    /** A change of one entry, which may be absent before. */
    @FunctionalInterface
    interface Change {
        byte[] of(byte[] content);
    }

    static byte[] entry(String model, String name, Change change) throws IOException {
        Map<String, byte[]> entries = Zips.entries(Fixtures.zip(model));
        entries.put(name, change.of(entries.getOrDefault(name, new byte[0]).clone()));
        return Zips.zip(entries);
    }

    static byte[] ini(String model, String pattern, String replacement) throws IOException {
        return Zips.withIni(Fixtures.zip(model), pattern, replacement);
    }

    static byte[] more(String model, Map<String, byte[]> more) throws IOException {
        Map<String, byte[]> entries = Zips.entries(Fixtures.zip(model));
        entries.putAll(more);
        return Zips.zip(entries);
    }

    /** Writes a little-endian number into a copy. */
    static byte[] put(byte[] content, int at, int value) {
        ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
        return content;
    }

    /** The header of a booster of trees, then a linear one that stores no weight. */
    static byte[] linearBooster(byte[] booster) {
        String name = "binary:logistic";
        int end = new String(booster, StandardCharsets.ISO_8859_1).indexOf(name) + name.length();
        byte[] head = Arrays.copyOf(booster, end);
        int flags = (head[0] == 'b' && head[1] == 'i' ? 4 : 0) + 12;
        Arrays.fill(head, flags, flags + 8, (byte) 0);
        ByteBuffer body = ByteBuffer.allocate(8 + 8 + 4 + 4 + 128 + 8).order(ByteOrder.LITTLE_ENDIAN);
        body.putLong(8).put(text("gblinear"));
        return joined(head, body.array());
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] joined(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteBuffer all = ByteBuffer.allocate(length);
        Arrays.stream(parts).forEach(all::put);
        return all.array();
    }

    /** A tree for GBM: one split on column 0, a number; right a leaf; left again a split, reached over {@code jump}. */
    static byte[] tree(int jump) {
        ByteBuffer tree = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        tree.put((byte) 3).putShort((short) 0).put((byte) 2).putFloat(42).putInt(jump);
        tree.put((byte) 0xF0)
                .putShort((short) 1)
                .put((byte) 2)
                .putFloat(1)
                .putFloat(2)
                .putFloat(3);
        tree.put((byte) 0xF0)
                .putShort((short) 1)
                .put((byte) 2)
                .putFloat(1)
                .putFloat(4)
                .putFloat(5);
        return Arrays.copyOf(tree.array(), tree.position());
    }

    /** Many splits, each the left side of the one before. */
    static byte[] deepTree(int depth) {
        ByteBuffer all = ByteBuffer.allocate(16 * depth + 16).order(ByteOrder.LITTLE_ENDIAN);
        for (int left = depth; left > 1; left--) {
            int rest = 12 * (left - 2) + 16 + 4 * (left - 2);
            all.put((byte) (0xC0 | 3))
                    .putShort((short) 0)
                    .put((byte) 2)
                    .putFloat(0)
                    .putInt(rest);
        }
        all.put((byte) 0xF0)
                .putShort((short) 0)
                .put((byte) 2)
                .putFloat(0)
                .putFloat(1)
                .putFloat(2);
        for (int i = 1; i < depth; i++) {
            all.putFloat(i);
        }
        return Arrays.copyOf(all.array(), all.position());
    }
}
