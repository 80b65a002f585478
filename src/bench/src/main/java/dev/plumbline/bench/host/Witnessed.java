package dev.plumbline.bench.host;

import java.io.IOException;

/**
 * Something that was measured, and how much of the machine its host took meanwhile.
 *
 * @param taken share of all processors' time, from 0 to 1
 */
public record Witnessed<T>(T value, double taken) {

    /** A stall of 10 ms, the finest that the kernel counts, in five seconds of one of two processors is half of that. */
    private static final double HARDLY_ANY = 0.002;

    /** What measures once. */
    public interface Measurement<T> {
        T take() throws IOException;
    }

    public static <T> Witnessed<T> once(Measurement<T> measurement) throws IOException {
        HostTicks before = HostTicks.now();
        T value = measurement.take();
        return new Witnessed<>(value, before.takenUntil(HostTicks.now()));
    }

    /**
     * Measures until the host took hardly anything, so many times at most. Which one counts is decided by what the host
     * took, never by what came out.
     */
    public static <T> Witnessed<T> undisturbed(int tries, Measurement<T> measurement) throws IOException {
        Witnessed<T> best = once(measurement);
        for (int more = 1; more < tries && !best.undisturbed(); more++) {
            best = best.orLess(once(measurement));
        }
        return best;
    }

    /** The one of both of which the host took less. */
    public Witnessed<T> orLess(Witnessed<T> other) {
        return other.taken < taken ? other : this;
    }

    public boolean undisturbed() {
        return taken <= HARDLY_ANY;
    }
}
