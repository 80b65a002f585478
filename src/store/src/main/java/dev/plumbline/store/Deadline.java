package dev.plumbline.store;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A moment after which a download is given up, however lively it still drips. */
record Deadline(long nanoTime) {

    /** A peer that says nothing for so long is gone. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    static Deadline in(Duration budget) {
        return new Deadline(System.nanoTime() + budget.toNanos());
    }

    boolean passed() {
        return left() <= 0;
    }

    /** Nanoseconds. */
    long left() {
        return nanoTime - System.nanoTime();
    }

    /** For the next wait on the network, in milliseconds, at least 1. */
    int wait(Duration most) throws IOException {
        long left = left();
        if (left <= 0) {
            throw new SocketTimeoutException("the time for the download is over");
        }
        return (int) Math.max(1, Math.min(left, most.toNanos()) / 1_000_000);
    }

    int silence() throws IOException {
        return wait(SILENCE);
    }
}
