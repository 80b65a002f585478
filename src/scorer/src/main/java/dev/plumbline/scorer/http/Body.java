package dev.plumbline.scorer.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** Collects the body of a request. Memory follows what has arrived, not what was announced. */
final class Body {

    /** What became of a part. */
    enum Added {
        WHOLE,
        TOO_LARGE,
        /** The bodies of other connections take all the room there is. */
        NO_ROOM
    }

    private static final byte[] NOTHING = {};

    private final int limit;
    private final BodyBudget budget;
    private byte[] bytes = NOTHING;
    private int length;
    /** What the array here takes of the budget. */
    private int counted;
    /** What the array that was taken takes of it. */
    private int handedOn;

    Body(int limit, BodyBudget budget) {
        this.limit = limit;
        this.budget = budget;
    }

    /** When a part does not fit, the body is empty again. */
    Added add(ByteBuf content) {
        int more = content.readableBytes();
        if (more > limit - length) {
            clear();
            return Added.TOO_LARGE;
        }
        if (more > bytes.length - length) {
            int room = (int) Math.min(limit, Math.max(length + (long) more, bytes.length * 2L));
            if (!counts(room)) {
                clear();
                return Added.NO_ROOM;
            }
            bytes = Arrays.copyOf(bytes, room);
        }
        content.readBytes(bytes, length, more);
        length += more;
        return Added.WHOLE;
    }

    /** The array is counted as it grows, whole, whatever is in it; not the old one, which is gone in a moment. */
    private boolean counts(int room) {
        if (room <= BodyBudget.FREE) {
            return true;
        }
        boolean fits = budget.take(room - counted);
        counted = fits ? room : counted;
        return fits;
    }

    /** The whole body in an array of its own, until {@link #done}; this object is empty afterwards. */
    byte[] take() {
        byte[] taken = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        handedOn = Math.min(counted, taken.length);
        counted -= handedOn;
        clear();
        return taken;
    }

    /** Nobody needs what was taken any more. From any thread, before the next body is taken. */
    void done() {
        int over = handedOn;
        handedOn = 0;
        budget.giveBack(over);
    }

    void clear() {
        budget.giveBack(counted);
        counted = 0;
        bytes = NOTHING;
        length = 0;
    }
}
