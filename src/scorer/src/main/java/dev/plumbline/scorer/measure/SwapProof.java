package dev.plumbline.scorer.measure;

import dev.plumbline.scorer.measure.Traffic.Window;
import dev.plumbline.scorer.serving.Serving;
import java.util.Optional;

/** What the clients of this Pod noticed of the last switch. */
public final class SwapProof {

    /** The seconds around a switch in which its effects show: one before, five after. */
    private static final int SECONDS_BEFORE = 1;

    public static final int SECONDS_AFTER = 5;

    /** What the switch is compared with. */
    private static final int CALM_SECONDS = 30;

    private final Traffic traffic;
    private volatile Switch last;
    private volatile Window frozen;

    public SwapProof(Traffic traffic) {
        this.traffic = traffic;
    }

    private record Switch(Serving to, long requestsBefore, long failuresBefore, Window calm) {}

    /**
     * @param requests answered since the switch
     * @param http5xx of those
     * @param p99BeforeMilliseconds over the half minute before
     * @param during the seconds around the switch
     */
    public record Report(
            long epoch,
            long atEpochMillis,
            String version,
            long requests,
            long http5xx,
            double p99BeforeMilliseconds,
            Window during) {}

    public void switched(Serving to) {
        long second = to.sinceEpochMillis() / 1000;
        Window calm = traffic.window(second - SECONDS_BEFORE - CALM_SECONDS, second - SECONDS_BEFORE - 1);
        frozen = null;
        last = new Switch(to, traffic.requests(), traffic.failures(), calm);
    }

    /** Called when the seconds after a switch are over: the traffic itself is only remembered for two minutes. */
    public void freeze(Serving to) {
        Switch swap = last;
        if (swap != null && swap.to == to) {
            frozen = during(swap);
        }
    }

    private Window during(Switch swap) {
        long second = swap.to.sinceEpochMillis() / 1000;
        return traffic.window(second - SECONDS_BEFORE, second + SECONDS_AFTER);
    }

    /** Empty before the first switch. */
    public Optional<Report> report() {
        Switch swap = last;
        if (swap == null) {
            return Optional.empty();
        }
        Window complete = frozen;
        return Optional.of(new Report(
                swap.to.epoch(),
                swap.to.sinceEpochMillis(),
                swap.to.ref().version(),
                traffic.requests() - swap.requestsBefore,
                traffic.failures() - swap.failuresBefore,
                swap.calm.p99Milliseconds(),
                complete == null ? during(swap) : complete));
    }
}
