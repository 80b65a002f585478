package dev.plumbline.scorer.measure;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What one of two models did since both answer, or one scores copies. */
public final class Arm {

    private final LongAdder requests = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final AtomicLong longestNanos = new AtomicLong();
    private final LatencyHistogram latencies = new LatencyHistogram();

    public void record(long nanos, int status) {
        requests.increment();
        if (status >= 500) {
            failures.increment();
        }
        latencies.record(nanos);
        longestNanos.accumulateAndGet(nanos, Math::max);
    }

    public long requests() {
        return requests.sum();
    }

    /** Answers with a status of 500 or more. */
    public long http5xx() {
        return failures.sum();
    }

    public double p99Milliseconds() {
        long[] sums = LatencyHistogram.sums();
        latencies.addTo(sums);
        return LatencyHistogram.percentile(sums, 0.99);
    }

    public double longestMilliseconds() {
        return longestNanos.get() / 1e6;
    }
}
