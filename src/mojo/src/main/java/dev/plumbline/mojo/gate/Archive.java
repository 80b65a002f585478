package dev.plumbline.mojo.gate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The entries of a zip file, each read when it is asked for. What an entry expands to is bounded by what it declares, and
 * what all declare is bounded when the file is opened.
 */
public final class Archive implements Closeable {

    private static final int CHUNK = 64 << 10;

    private final ZipBytes file;
    private final Map<String, Slot> slots;
    private final long expandedBytes;
    private final Inflater inflater = new Inflater(true);

    private Archive(ZipBytes file, Map<String, Slot> slots, long expandedBytes) {
        this.file = file;
        this.slots = slots;
        this.expandedBytes = expandedBytes;
    }

    /** @throws IOException when the disk fails; whatever is wrong with the file itself is a refusal */
    public static Archive open(Path path, MojoLimits limits) throws IOException, Malformed {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            ZipBytes file = ZipBytes.of(channel);
            Map<String, Slot> slots = new LinkedHashMap<>();
            long expanded = 0;
            for (Slot slot : ZipDirectory.read(file, limits)) {
                expanded += slot.size();
                if (slot.size() > limits.expansion(slot.packed()) || expanded > limits.expansion(file.size())) {
                    throw new Malformed("it expands to more than %d bytes, or more than %d times its size"
                            .formatted(limits.expansion(file.size()), limits.maxRatio()));
                }
                // Nothing at all, deflated, has two bytes.
                if (slot.folder() && (slot.size() > 0 || slot.packed() > 2)) {
                    throw new Malformed("it has a folder with content");
                }
                if (!slot.folder()) {
                    slots.put(slot.name(), slot);
                }
            }
            return new Archive(file, slots, expanded);
        } catch (IOException | RuntimeException | Malformed failed) {
            channel.close();
            throw failed;
        }
    }

    /** Names of all entries but folders, in the order of the directory. */
    public Collection<String> names() {
        return slots.keySet();
    }

    public boolean has(String name) {
        return slots.containsKey(name);
    }

    public long archiveBytes() {
        return file.size();
    }

    /** What all entries together declare to expand to; an entry that lies is refused when it is read. */
    public long expandedBytes() {
        return expandedBytes;
    }

    /** What one entry declares to expand to; 0 when there is none of that name. */
    public long size(String name) {
        return Optional.ofNullable(slots.get(name)).map(Slot::size).orElse(0L);
    }

    /** @throws Malformed when there is no such entry, or it is damaged */
    public byte[] read(String name) throws IOException, Malformed {
        Slot slot = slots.get(name);
        if (slot == null) {
            throw new Malformed("an entry is missing");
        }
        byte[] content = new byte[(int) slot.size()];
        inflate(slot, content);
        return content;
    }

    /** Reads an entry to its end without keeping it, so that its checksum is known to be right. */
    public void verify(String name) throws IOException, Malformed {
        inflate(slots.get(name), new byte[(int) Math.min(CHUNK, slots.get(name).size())]);
    }

    /** Fills the array over and over, so that one shorter than the entry holds only its last part. */
    private void inflate(Slot slot, byte[] into) throws IOException, Malformed {
        CRC32 crc = new CRC32();
        long total = 0;
        long at = ZipDirectory.content(file, slot);
        long left = slot.packed();
        try {
            Unpacker unpacker = new Unpacker(slot.method() == 8 ? inflater() : null);
            byte[] probe = new byte[1];
            while (true) {
                boolean full = total == slot.size();
                int offset = full || into.length == 0 ? 0 : (int) (total % into.length);
                byte[] target = full ? probe : into;
                int length = full ? 1 : (int) Math.min(into.length - offset, slot.size() - total);
                int count = unpacker.next(target, offset, length);
                total += count;
                if (total > slot.size()) {
                    throw new Malformed("it expands to more than it declares");
                }
                crc.update(target, offset, count);
                if (unpacker.done(left == 0)) {
                    break;
                }
                if (count == 0 && unpacker.hungry()) {
                    if (left == 0) {
                        throw ZipTail.damaged();
                    }
                    int chunk = (int) Math.min(CHUNK, left);
                    unpacker.feed(file.at(at, chunk).array());
                    at += chunk;
                    left -= chunk;
                } else if (count == 0) {
                    throw ZipTail.damaged();
                }
            }
        } catch (DataFormatException damaged) {
            throw ZipTail.damaged();
        }
        if (total != slot.size() || crc.getValue() != slot.crc() || left != 0) {
            throw ZipTail.damaged();
        }
    }

    /** One for all entries: making one costs more than most entries take. */
    private Inflater inflater() {
        inflater.reset();
        return inflater;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        file.channel().close();
    }

    /** Deflated or stored, behind one door. */
    private static final class Unpacker {

        private final Inflater inflater;
        private ByteBuffer stored = ByteBuffer.allocate(0);

        /** @param inflater null where the entry is stored as it is */
        Unpacker(Inflater inflater) {
            this.inflater = inflater;
        }

        int next(byte[] target, int offset, int length) throws DataFormatException {
            if (inflater != null) {
                return inflater.inflate(target, offset, length);
            }
            int count = Math.min(length, stored.remaining());
            stored.get(target, offset, count);
            return count;
        }

        /** @param fed whether nothing is left to feed */
        boolean done(boolean fed) throws DataFormatException {
            if (inflater == null) {
                return fed && !stored.hasRemaining();
            }
            if (inflater.finished() && (!fed || inflater.getRemaining() != 0)) {
                throw new DataFormatException("bytes after the end");
            }
            return inflater.finished();
        }

        boolean hungry() {
            return inflater == null ? !stored.hasRemaining() : inflater.needsInput();
        }

        void feed(byte[] bytes) {
            if (inflater == null) {
                stored = ByteBuffer.wrap(bytes);
            } else {
                inflater.setInput(bytes);
            }
        }
    }
}
