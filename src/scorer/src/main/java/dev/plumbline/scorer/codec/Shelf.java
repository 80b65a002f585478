package dev.plumbline.scorer.codec;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/** Things that are lent to one thread at a time and come back, so that a request need not make its own. */
final class Shelf<T> {

    /** More than threads that score at once; a request that finds its place empty gets a new one. */
    private static final int PLACES = 64;

    private final AtomicReferenceArray<T> places = new AtomicReferenceArray<>(PLACES);

    T borrow(Supplier<T> maker) {
        T kept = places.getAndSet(place(), null);
        return kept == null ? maker.get() : kept;
    }

    void giveBack(T thing) {
        places.setRelease(place(), thing);
    }

    private static int place() {
        return (int) Thread.currentThread().threadId() & PLACES - 1;
    }
}
