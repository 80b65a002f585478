package dev.plumbline.mojo.gate;

/** Little-endian numbers of an entry, one after the other; whoever asks for more than there is gets a refusal. */
final class Bytes {

    private final byte[] bytes;
    private final String what;
    private int position;

    /** @param what names the entry in a message */
    Bytes(byte[] bytes, String what) {
        this.bytes = bytes;
        this.what = what;
    }

    int position() {
        return position;
    }

    int remaining() {
        return bytes.length - position;
    }

    void skip(long count) throws Malformed {
        if (count < 0 || count > remaining()) {
            throw broken("ends too early");
        }
        position += (int) count;
    }

    int u1() throws Malformed {
        skip(1);
        return bytes[position - 1] & 0xFF;
    }

    int u2() throws Malformed {
        return u1() | u1() << 8;
    }

    int u3() throws Malformed {
        return u2() | u1() << 16;
    }

    int i4() throws Malformed {
        return u2() | u2() << 16;
    }

    long i8() throws Malformed {
        return Integer.toUnsignedLong(i4()) | (long) i4() << 32;
    }

    float f4() throws Malformed {
        return Float.intBitsToFloat(i4());
    }

    /** A count that must lie between the two bounds. */
    int count(String name, long least, long most) throws Malformed {
        return within(name, i4(), least, most);
    }

    /** As {@link #count}, of eight bytes. */
    int longCount(String name, long least, long most) throws Malformed {
        return within(name, i8(), least, most);
    }

    private int within(String name, long value, long least, long most) throws Malformed {
        if (value < least || value > most) {
            throw broken("has a %s of %d, which is not from %d to %d".formatted(name, value, least, most));
        }
        return (int) value;
    }

    /** All that is left must be zero: writers pad with nothing else. */
    void padding() throws Malformed {
        for (int i = position; i < bytes.length; i++) {
            if (bytes[i] != 0) {
                throw broken("has bytes after its end");
            }
        }
        position = bytes.length;
    }

    Malformed broken(String how) {
        return new Malformed(what + " " + how);
    }
}
