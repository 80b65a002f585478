package dev.plumbline.scorer.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.scorer.TestModels;
import dev.plumbline.scorer.serving.Serving;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TrafficTest {

    /** A clock that is set by hand. */
    private static final class Hand extends Clock {
        private Instant now = Instant.ofEpochSecond(1_000_000);

        void advance(Duration step) {
            now = now.plus(step);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final Hand clock = new Hand();
    private final Traffic traffic = new Traffic(clock);

    @Test
    void tells_percentiles_to_a_sixteenth() {
        for (int i = 1; i <= 1000; i++) {
            traffic.record(Duration.ofNanos(i * 100_000L).toNanos(), 200);
        }
        Traffic.Window window = traffic.window(1_000_000, 1_000_000);
        assertThat(window.requests()).isEqualTo(1000);
        assertThat(window.p99Milliseconds()).isCloseTo(99, within(99 / 16.0));
        assertThat(window.longestMilliseconds()).isEqualTo(100);
        assertThat(traffic.window(1_000_001, 1_000_002)).isEqualTo(new Traffic.Window(0, 0, 0, 0, 0));
    }

    @Test
    void forgets_after_two_minutes_and_keeps_the_totals() {
        traffic.record(1000, 503);
        clock.advance(Duration.ofSeconds(128));
        traffic.record(1000, 200);
        assertThat(traffic.window(999_999, 1_000_127).requests()).isZero();
        assertThat(traffic.window(1_000_128, 1_000_128).requests()).isEqualTo(1);
        assertThat(traffic.requests()).isEqualTo(2);
        assertThat(traffic.failures()).isEqualTo(1);
    }

    @Test
    void a_process_that_stands_still_is_noticed() throws InterruptedException {
        Traffic live = new Traffic(Clock.systemUTC());
        try (var timer = java.util.concurrent.Executors.newSingleThreadScheduledExecutor()) {
            Heartbeat.start(live, timer);
            Thread.sleep(50);
            timer.execute(() -> java.util.concurrent.locks.LockSupport.parkNanos(80_000_000));
            Thread.sleep(200);
            timer.shutdownNow();
        }
        long second = System.currentTimeMillis() / 1000;
        assertThat(live.window(second - 2, second).stallMilliseconds()).isBetween(60.0, 5000.0);
    }

    @Test
    void reports_what_happened_around_a_switch() {
        SwapProof proof = new SwapProof(traffic);
        assertThat(proof.report()).isEmpty();
        traffic.record(Duration.ofMillis(10).toNanos(), 200);
        clock.advance(Duration.ofSeconds(10));
        Serving to = new Serving(2, TestModels.ref("kmeans"), TestModels.load("kmeans"), clock.millis());
        proof.switched(to);
        traffic.record(Duration.ofMillis(40).toNanos(), 500);
        traffic.stalled(Duration.ofMillis(20).toNanos());
        traffic.stalled(Duration.ofMillis(3).toNanos());
        clock.advance(Duration.ofSeconds(7));
        traffic.record(Duration.ofMillis(80).toNanos(), 200);
        proof.freeze(to);
        traffic.stalled(Duration.ofMillis(90).toNanos());
        clock.advance(Duration.ofMinutes(10));
        traffic.record(Duration.ofMillis(1).toNanos(), 200);

        SwapProof.Report report = proof.report().orElseThrow();
        assertThat(report.epoch()).isEqualTo(2);
        assertThat(report.requests()).isEqualTo(3);
        assertThat(report.http5xx()).isEqualTo(1);
        assertThat(report.p99BeforeMilliseconds()).isCloseTo(10, within(1.0));
        assertThat(report.during().requests()).isEqualTo(1);
        assertThat(report.during().http5xx()).isEqualTo(1);
        assertThat(report.during().longestMilliseconds()).isEqualTo(40);
        assertThat(report.during().stallMilliseconds()).isEqualTo(20);
    }
}
