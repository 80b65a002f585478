package dev.plumbline.mojo.gate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The directory of a zip file, and whether the file is nothing but that: entries from its first byte, one directly after
 * the other, each under the same name in both places, then the directory, then the end. Two readers cannot see two
 * different archives in it, and it is no other kind of file at the same time.
 */
final class ZipDirectory {

    private static final int CENTRAL = 46;
    private static final int LOCAL = 30;

    /** Sizes after the content, and UTF-8 names; bits 1 and 2 are a hint of the packer. No encryption, no patches. */
    private static final int KNOWN_FLAGS = 0x080E;

    /** Room for time stamps and owners, which other packers add. */
    private static final int MAX_EXTRA = 128;

    /** Times and owners: of Unix, three kinds, and of NTFS. */
    private static final Set<Integer> HARMLESS_EXTRAS = Set.of(0x5455, 0x5855, 0x7855, 0x7875, 0x000A);

    /** 200 000 entries with names of 100 characters stay under it. */
    private static final int MAX_DIRECTORY = 32 << 20;

    private final ZipBytes file;
    private final MojoLimits limits;
    private final List<Slot> slots = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private ZipDirectory(ZipBytes file, MojoLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    static List<Slot> read(ZipBytes file, MojoLimits limits) throws IOException, Malformed {
        ZipTail tail = ZipTail.of(file);
        if (tail.entries() > limits.maxEntries()) {
            throw new Malformed("it has %d entries, more than %d".formatted(tail.entries(), limits.maxEntries()));
        }
        if (tail.directoryBytes() > MAX_DIRECTORY || tail.directoryBytes() < CENTRAL * tail.entries()) {
            throw ZipTail.damaged();
        }
        ZipDirectory directory = new ZipDirectory(file, limits);
        ByteBuffer all = file.at(tail.directoryStart(), (int) tail.directoryBytes());
        for (long i = 0; i < tail.entries(); i++) {
            directory.entry(all);
        }
        if (all.hasRemaining()) {
            throw ZipTail.damaged();
        }
        directory.contiguous(tail.directoryStart());
        return directory.slots;
    }

    private void entry(ByteBuffer all) throws Malformed {
        if (all.remaining() < CENTRAL) {
            throw ZipTail.damaged();
        }
        int at = all.position();
        int nameLength = Short.toUnsignedInt(all.getShort(at + 28));
        int extra = Short.toUnsignedInt(all.getShort(at + 30));
        int flags = Short.toUnsignedInt(all.getShort(at + 8));
        int method = Short.toUnsignedInt(all.getShort(at + 10));
        boolean sound = all.getInt(at) == 0x02014B50
                && (flags & ~KNOWN_FLAGS) == 0
                && (method == 0 || method == 8)
                && extra <= MAX_EXTRA
                && all.getShort(at + 32) == 0
                && all.getShort(at + 34) == 0
                && all.remaining() >= CENTRAL + nameLength + extra;
        if (!sound) {
            throw ZipTail.damaged();
        }
        // Whatever system is named: readers do not agree on which of them has links.
        if ((all.getInt(at + 38) >>> 28) == 0xA) {
            throw new Malformed("it has a link");
        }
        extras(all.slice(at + CENTRAL + nameLength, extra).order(ByteOrder.LITTLE_ENDIAN));
        String name = name(all, at + CENTRAL, nameLength);
        judge(name);
        slots.add(new Slot(
                name,
                flags,
                method,
                Integer.toUnsignedLong(all.getInt(at + 16)),
                Integer.toUnsignedLong(all.getInt(at + 20)),
                Integer.toUnsignedLong(all.getInt(at + 24)),
                Integer.toUnsignedLong(all.getInt(at + 42))));
        all.position(at + CENTRAL + nameLength + extra);
    }

    /** Each with a number and a length; some numbers stand for another name, size or reader than the header tells. */
    private static void extras(ByteBuffer all) throws Malformed {
        while (all.hasRemaining()) {
            if (all.remaining() < 4 || !HARMLESS_EXTRAS.contains((int) all.getShort(all.position()))) {
                throw ZipTail.damaged();
            }
            int length = Short.toUnsignedInt(all.getShort(all.position() + 2));
            if (all.remaining() < 4 + length) {
                throw ZipTail.damaged();
            }
            all.position(all.position() + 4 + length);
        }
    }

    private void judge(String name) throws Malformed {
        if (!EntryNames.isPlain(name)) {
            throw new Malformed("it has an entry whose name is not a plain relative path");
        }
        if (EntryNames.isCode(name)) {
            throw new Malformed(
                    Malformed.Kind.CODE,
                    "the archive holds code (a jar, a POJO, a script or a pickle); export the model with download_mojo()");
        }
        if (!names.add(name)) {
            throw new Malformed("it has two entries of the same name");
        }
    }

    private static String name(ByteBuffer all, int at, int length) throws Malformed {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(all.slice(at, length))
                    .toString();
        } catch (CharacterCodingException garbled) {
            throw new Malformed("it has an entry whose name is not a plain relative path");
        }
    }

    private void contiguous(long directory) throws IOException, Malformed {
        List<Slot> inOrder = new ArrayList<>(slots);
        inOrder.sort(Comparator.comparingLong(Slot::header));
        long position = 0;
        for (Slot slot : inOrder) {
            if (slot.header() != position) {
                throw ZipTail.damaged();
            }
            position = content(file, slot) + slot.packed();
            position += slot.sizesFollow() ? descriptor(slot, position) : 0;
        }
        if (position != directory) {
            throw ZipTail.damaged();
        }
    }

    /** Where the content of an entry begins, after its own header, which must say the same as the directory. */
    static long content(ZipBytes file, Slot slot) throws IOException, Malformed {
        byte[] expected = slot.name().getBytes(StandardCharsets.UTF_8);
        ByteBuffer local = file.at(slot.header(), LOCAL + expected.length);
        int extra = Short.toUnsignedInt(local.getShort(28));
        boolean same = local.getInt(0) == 0x04034B50
                && Short.toUnsignedInt(local.getShort(6)) == slot.flags()
                && Short.toUnsignedInt(local.getShort(8)) == slot.method()
                && Short.toUnsignedInt(local.getShort(26)) == expected.length
                && extra <= MAX_EXTRA
                && local.slice(LOCAL, expected.length).equals(ByteBuffer.wrap(expected))
                && (slot.sizesFollow() || sizes(local, 14, slot));
        if (!same) {
            throw ZipTail.damaged();
        }
        extras(file.at(slot.header() + LOCAL + expected.length, extra));
        return slot.header() + LOCAL + expected.length + extra;
    }

    /** The sizes after the content, with or without a signature before them. */
    private int descriptor(Slot slot, long position) throws IOException, Malformed {
        ByteBuffer after = file.at(position, 16);
        if (after.getInt(0) == 0x08074B50 && sizes(after, 4, slot)) {
            return 16;
        }
        if (sizes(after, 0, slot)) {
            return 12;
        }
        throw ZipTail.damaged();
    }

    private static boolean sizes(ByteBuffer buffer, int at, Slot slot) {
        return Integer.toUnsignedLong(buffer.getInt(at)) == slot.crc()
                && Integer.toUnsignedLong(buffer.getInt(at + 4)) == slot.packed()
                && Integer.toUnsignedLong(buffer.getInt(at + 8)) == slot.size();
    }
}
