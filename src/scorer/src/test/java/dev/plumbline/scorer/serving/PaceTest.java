package dev.plumbline.scorer.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How work beside the scoring is cut into pieces, by a clock that only the work and the rests move. */
class PaceTest {

    private final List<Duration> rests = new ArrayList<>();
    private long now = 1_000;
    private final Pace pace = new Pace(() -> now, this::rest);

    private void rest(Duration time) {
        rests.add(time);
        now += time.toNanos();
    }

    private void work(Duration time) {
        now += time.toNanos();
        pace.step();
    }

    @Test
    void takesAFifthOfTheTime() {
        long begin = now;
        for (int i = 0; i < 10_000; i++) {
            work(Duration.ofNanos(70_000));
        }
        assertThat(10_000 * 70_000.0 / (now - begin)).isBetween(0.19, 0.21);
    }

    @Test
    void restsAfterHalfAMillisecondAndNotAfterEveryStep() {
        for (int i = 0; i < 5; i++) {
            work(Duration.ofNanos(120_000));
        }
        assertThat(rests).containsExactly(Duration.ofNanos(4 * 600_000));
    }

    @Test
    void aPieceThatCannotBeCutIsFollowedByABoundedRest() {
        work(Duration.ofSeconds(3));
        assertThat(rests).containsExactly(Duration.ofMillis(100));
    }

    @Test
    void anInterruptionEndsAllRests() {
        Pace interrupted = new Pace(() -> now, time -> {
            throw new InterruptedException();
        });
        now += 1_000_000;
        interrupted.step();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        now += 1_000_000;
        interrupted.step();
        pace.step();
        assertThat(rests).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }
}
