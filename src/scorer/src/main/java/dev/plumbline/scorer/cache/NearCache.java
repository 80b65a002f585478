package dev.plumbline.scorer.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/** The entries in this process, bounded by their size. */
final class NearCache {

    /** Key, entry, array header and Caffeine's own node. */
    private static final int OVERHEAD_BYTES = 176;

    private final Cache<Key, Entry> entries;

    NearCache(long maxBytes) {
        this(maxBytes, ForkJoinPool.commonPool());
    }

    /** @param housekeeper evicts what is too much */
    NearCache(long maxBytes, Executor housekeeper) {
        entries = Caffeine.newBuilder()
                .executor(housekeeper)
                .maximumWeight(maxBytes)
                .weigher((Key key, Entry entry) -> OVERHEAD_BYTES + entry.prediction().length * Double.BYTES)
                .build();
    }

    /** An entry whose life has not ended. */
    Optional<Entry> get(Key key, long nowMillis) {
        Entry entry = entries.getIfPresent(key);
        return entry != null && entry.expiresAtMillis() > nowMillis ? Optional.of(entry) : Optional.empty();
    }

    void put(Key key, Entry entry) {
        entries.put(key, entry);
    }

    long size() {
        return entries.estimatedSize();
    }
}
