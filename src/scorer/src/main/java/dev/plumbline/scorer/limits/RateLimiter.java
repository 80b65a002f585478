package dev.plumbline.scorer.limits;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A bucket of tokens for each client. A bucket is one number, the instant at which it will be full again, so that a
 * request costs one compare-and-set and nothing has to be refilled. The table is bounded: full buckets carry no
 * information and are dropped, and clients beyond the bound share one bucket.
 */
public final class RateLimiter {

    private static final String OTHERS = "";

    private final long nanosPerToken;
    private final long burstNanos;
    private final int maxClients;
    private final LongSupplier nanoTime;
    private final ConcurrentHashMap<String, AtomicLong> fullAt = new ConcurrentHashMap<>();
    private final AtomicLong sweptAt;

    /**
     * @param perSecond tokens that each client gets per second
     * @param burst tokens that a bucket holds, at least 1
     */
    public RateLimiter(double perSecond, int burst, int maxClients, LongSupplier nanoTime) {
        this.nanosPerToken = Math.max(1, (long) (1e9 / perSecond));
        this.burstNanos = nanosPerToken * Math.max(1, burst);
        this.maxClients = maxClients;
        this.nanoTime = nanoTime;
        this.sweptAt = new AtomicLong(nanoTime.getAsLong());
    }

    /** @return 0 when the client may go on, else the seconds after which to try again */
    public int turnsAway(String client) {
        long now = nanoTime.getAsLong();
        AtomicLong bucket = bucket(client, now);
        while (true) {
            long held = bucket.get();
            long next = (held - now > 0 ? held : now) + nanosPerToken;
            long over = next - now - burstNanos;
            if (over > 0) {
                return (int) Math.max(1, (over + 999_999_999) / 1_000_000_000);
            }
            if (bucket.compareAndSet(held, next)) {
                return 0;
            }
        }
    }

    /** Clients that are remembered. */
    public int clients() {
        return fullAt.size();
    }

    private AtomicLong bucket(String client, long now) {
        AtomicLong known = fullAt.get(client);
        if (known != null) {
            return known;
        }
        if (fullAt.size() >= maxClients) {
            sweep(now);
        }
        String key = fullAt.size() >= maxClients ? OTHERS : client;
        return fullAt.computeIfAbsent(key, k -> new AtomicLong(now));
    }

    /** At most ten times a second: a flood of new clients must not make each of them walk the table. */
    private void sweep(long now) {
        long last = sweptAt.get();
        if (now - last > 100_000_000 && sweptAt.compareAndSet(last, now)) {
            fullAt.values().removeIf(full -> full.get() - now <= 0);
        }
    }
}
