package dev.plumbline.scorer.serving;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The requests that come most often, in memory only: Space-Saving (Metwally et al., 2005) over one request in eight. As
 * bytes, since the next model may read another set of columns out of them.
 */
public final class HotRequests {

    private static final int KEPT = 256;
    private static final int EVERY = 8;
    /** 256 of them are at most 1 MiB. */
    private static final int MAX_BYTES = 4 << 10;
    /** Requests taken between two halvings of all counts: what was hot an hour ago makes room. */
    private static final int HALVED_EVERY = 4096;

    private final boolean wanted;
    private final Map<ByteBuffer, Hot> counted = HashMap.newHashMap(KEPT);
    private int taken;

    public HotRequests() {
        this(true);
    }

    /** @param wanted false remembers nothing, for a process without a cache */
    public HotRequests(boolean wanted) {
        this.wanted = wanted;
    }

    /** The two protocols. */
    public enum Form {
        ROWS,
        TENSORS
    }

    /** A request, and how often it was seen at most. */
    private static final class Hot {
        final Form form;
        long count;

        Hot(Form form, long count) {
            this.form = form;
            this.count = count;
        }
    }

    /** A request as it came. */
    public record Request(Form form, byte[] body) {}

    /** Takes a request that was answered; the array must not change afterwards. */
    public void offer(Form form, byte[] body) {
        if (wanted && body.length <= MAX_BYTES && ThreadLocalRandom.current().nextInt(EVERY) == 0) {
            take(form, body);
        }
    }

    synchronized void take(Form form, byte[] body) {
        ByteBuffer key = ByteBuffer.wrap(body);
        Hot hot = counted.get(key);
        if (hot != null) {
            hot.count++;
        } else if (counted.size() < KEPT) {
            counted.put(key, new Hot(form, 1));
        } else {
            // The newcomer takes the place and the count of the rarest: it may have been that often before.
            Map.Entry<ByteBuffer, Hot> rarest = rarest();
            counted.remove(rarest.getKey());
            counted.put(key, new Hot(form, rarest.getValue().count + 1));
        }
        if (++taken % HALVED_EVERY == 0) {
            counted.values().forEach(each -> each.count /= 2);
        }
    }

    private Map.Entry<ByteBuffer, Hot> rarest() {
        Map.Entry<ByteBuffer, Hot> rarest = null;
        for (Map.Entry<ByteBuffer, Hot> each : counted.entrySet()) {
            if (rarest == null || each.getValue().count < rarest.getValue().count) {
                rarest = each;
            }
        }
        return rarest;
    }

    /** What is known, the most frequent first. */
    public synchronized List<Request> hottest() {
        return counted.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<ByteBuffer, Hot> each) -> each.getValue().count)
                        .reversed())
                .map(each -> new Request(each.getValue().form, each.getKey().array()))
                .toList();
    }
}
