package dev.plumbline.mojo.gate;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The end of a zip file: where its directory lies. It must be the very end, without a comment, so that nothing can hide
 * behind it; with more than 65 534 entries the 64-bit form stands before it.
 */
record ZipTail(long entries, long directoryBytes, long directoryStart, long directoryEnd) {

    private static final int END = 22;
    private static final int LOCATOR = 20;
    private static final int LONG_END = 56;

    static ZipTail of(ZipBytes file) throws IOException, Malformed {
        if (file.size() < END) {
            throw damaged();
        }
        long at = file.size() - END;
        ByteBuffer end = file.at(at, END);
        if (end.getInt(0) != 0x06054B50 || end.getInt(4) != 0 || end.getShort(20) != 0) {
            throw damaged();
        }
        int entries = Short.toUnsignedInt(end.getShort(10));
        long bytes = Integer.toUnsignedLong(end.getInt(12));
        long start = Integer.toUnsignedLong(end.getInt(16));
        if (entries != Short.toUnsignedInt(end.getShort(8))) {
            throw damaged();
        }
        ZipTail tail = entries == 0xFFFF || bytes == 0xFFFFFFFFL || start == 0xFFFFFFFFL
                ? longForm(file, at)
                : new ZipTail(entries, bytes, start, at);
        if (tail.directoryStart < 0
                || tail.directoryBytes < 0
                || tail.directoryStart + tail.directoryBytes != tail.directoryEnd) {
            throw damaged();
        }
        return tail;
    }

    private static ZipTail longForm(ZipBytes file, long end) throws IOException, Malformed {
        long at = end - LOCATOR - LONG_END;
        if (at < 0) {
            throw damaged();
        }
        ByteBuffer both = file.at(at, LOCATOR + LONG_END);
        boolean sound = both.getInt(0) == 0x06064B50
                && both.getLong(4) == LONG_END - 12
                && both.getLong(16) == 0
                && both.getLong(24) == both.getLong(32)
                && both.getInt(LONG_END) == 0x07064B50
                && both.getLong(LONG_END + 8) == at;
        if (!sound) {
            throw damaged();
        }
        return new ZipTail(both.getLong(32), both.getLong(40), both.getLong(48), at);
    }

    static Malformed damaged() {
        return new Malformed("the zip structure is damaged, the file is cut short or bytes follow its end");
    }
}
