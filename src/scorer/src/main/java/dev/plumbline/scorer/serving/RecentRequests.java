package dev.plumbline.scorer.serving;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/**
 * A few of the last good requests of the row protocol, in memory only, to warm the next model with. One in sixteen is
 * taken, so that the ring spans more than the last burst of one client.
 */
public final class RecentRequests {

    private static final int KEPT = 64;
    private static final int EVERY = 16;
    /** Larger requests would hold more memory than they are worth: 64 of them at most 1 MiB. */
    private static final int MAX_BYTES = 16 << 10;

    private final AtomicReferenceArray<byte[]> ring = new AtomicReferenceArray<>(KEPT);
    private final AtomicLong offered = new AtomicLong();

    /** Takes a request that was answered; the array must not change afterwards. */
    public void offer(byte[] body) {
        long number = offered.getAndIncrement();
        if (number % EVERY == 0 && body.length <= MAX_BYTES) {
            ring.set((int) (number / EVERY % KEPT), body);
        }
    }

    byte[][] snapshot() {
        return IntStream.range(0, KEPT)
                .mapToObj(ring::get)
                .filter(Objects::nonNull)
                .toArray(byte[][]::new);
    }
}
