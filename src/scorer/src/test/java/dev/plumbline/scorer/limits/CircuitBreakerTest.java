package dev.plumbline.scorer.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private final AtomicLong now = new AtomicLong(-5_000_000_000L); // nanoTime may be negative
    private final CircuitBreaker breaker = new CircuitBreaker(10, Duration.ofSeconds(5), now::get);

    @Test
    void opens_at_the_depth_and_closes_after_its_time() {
        assertThat(breaker.turnsAway(9)).isZero();
        assertThat(breaker.isOpen()).isFalse();
        assertThat(breaker.turnsAway(10)).isEqualTo(5);
        assertThat(breaker.isOpen()).isTrue();
        pass(Duration.ofMillis(2500));
        assertThat(breaker.turnsAway(3)).as("what is left, rounded up").isEqualTo(3);
        assertThat(breaker.turnsAway(0)).as("an idle thread is not left idle").isZero();
        assertThat(breaker.isOpen()).isTrue();
        pass(Duration.ofMillis(2500));
        assertThat(breaker.isOpen()).isFalse();
        assertThat(breaker.turnsAway(3)).isZero();
        assertThat(breaker.turnsAway(9)).isZero();
    }

    @Test
    void stays_open_while_as_many_wait() {
        breaker.turnsAway(10);
        pass(Duration.ofSeconds(4));
        assertThat(breaker.turnsAway(12)).isEqualTo(5);
        pass(Duration.ofSeconds(4));
        assertThat(breaker.turnsAway(1)).isEqualTo(1);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
