package dev.plumbline.scorer.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory that the bodies of all connections may take together while they are read, or wait to be scored, or are. Without it
 * some fifty clients that send nine tenths of a large body fill the heap. From any thread.
 */
final class BodyBudget {

    /** Smaller bodies are not counted: they are bounded by the number of connections and of waiting requests. */
    static final int FREE = 16 << 10;

    private static final int SHARE_OF_HEAP = 4;

    private final long limit;
    private final AtomicLong held = new AtomicLong();

    BodyBudget(long limit) {
        this.limit = limit;
    }

    /** A quarter of the heap, and always room for one body of the largest size. */
    static BodyBudget ofHeap(int maxBodyBytes) {
        return new BodyBudget(Math.max(maxBodyBytes, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP));
    }

    /** @return false when there is no room; nothing is taken then */
    boolean take(long bytes) {
        if (held.addAndGet(bytes) <= limit) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    void giveBack(long bytes) {
        if (bytes > 0) {
            held.addAndGet(-bytes);
        }
    }

    long held() {
        return held.get();
    }
}
