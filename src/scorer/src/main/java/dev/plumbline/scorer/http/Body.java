package dev.plumbline.scorer.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** Collects the body of a request. Memory follows what has arrived, not what was announced. */
final class Body {

    private static final byte[] NOTHING = {};

    private final int limit;
    private byte[] bytes = NOTHING;
    private int length;

    Body(int limit) {
        this.limit = limit;
    }

    /** @return false when the limit is passed; the body is then empty again */
    boolean add(ByteBuf content) {
        int more = content.readableBytes();
        if (more > limit - length) {
            clear();
            return false;
        }
        if (more > bytes.length - length) {
            int room = (int) Math.min(limit, Math.max(length + (long) more, bytes.length * 2L));
            bytes = Arrays.copyOf(bytes, room);
        }
        content.readBytes(bytes, length, more);
        length += more;
        return true;
    }

    /** The whole body in an array of its own; this object is empty afterwards. */
    byte[] take() {
        byte[] taken = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        clear();
        return taken;
    }

    void clear() {
        bytes = NOTHING;
        length = 0;
    }
}
