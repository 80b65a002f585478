package dev.plumbline.scorer.serving;

import java.util.concurrent.atomic.AtomicLong;

/** How the answers of a candidate differ from those that clients got; for one writer and many readers. */
public final class Differences {

    private final AtomicLong dropped = new AtomicLong();
    private volatile Summary summary = new Summary(0, 0, 0, 0, 0, 0);

    /**
     * @param compared answers that both models gave
     * @param different of those, with any difference
     * @param labels of those, with another class or another shape
     * @param numbers that were compared
     * @param sumAbs of the differences of numbers
     */
    public record Summary(long compared, long different, long labels, long numbers, double sumAbs, double maxAbs) {

        public double meanAbs() {
            return numbers == 0 ? 0 : sumAbs / numbers;
        }
    }

    public Summary summary() {
        return summary;
    }

    /** Copies that were not scored. */
    public long dropped() {
        return dropped.get();
    }

    void drop() {
        dropped.incrementAndGet();
    }

    void add(AnswerDifference found) {
        Summary s = summary;
        summary = new Summary(
                s.compared + 1,
                s.different + (found.isNone() ? 0 : 1),
                s.labels + (found.labels() ? 1 : 0),
                s.numbers + found.numbers(),
                s.sumAbs + found.sumAbs(),
                Math.max(s.maxAbs, found.maxAbs()));
    }
}
