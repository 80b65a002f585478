package dev.plumbline.scorer.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private final AtomicLong now = new AtomicLong(-1_000);

    @Test
    void gives_each_client_its_burst_and_its_rate() {
        RateLimiter limiter = new RateLimiter(10, 5, 100, now::get);
        assertThat(admitted(limiter, "a", 20)).isEqualTo(5);
        assertThat(limiter.turnsAway("a")).isEqualTo(1);
        assertThat(admitted(limiter, "b", 20)).isEqualTo(5);
        pass(Duration.ofMillis(300));
        assertThat(admitted(limiter, "a", 20)).isEqualTo(3);
        pass(Duration.ofHours(1));
        assertThat(admitted(limiter, "a", 20)).as("no more than the burst").isEqualTo(5);
    }

    @Test
    void says_how_long_to_wait() {
        RateLimiter slow = new RateLimiter(0.1, 1, 100, now::get);
        assertThat(slow.turnsAway("a")).isZero();
        assertThat(slow.turnsAway("a")).isEqualTo(10);
        pass(Duration.ofSeconds(4));
        assertThat(slow.turnsAway("a")).isEqualTo(6);
    }

    @Test
    void remembers_a_bounded_number_of_clients() {
        RateLimiter limiter = new RateLimiter(1, 2, 50, now::get);
        int admitted = 0;
        for (int i = 0; i < 10_000; i++) {
            admitted += limiter.turnsAway("client-" + i) == 0 ? 1 : 0;
        }
        assertThat(limiter.clients()).isLessThanOrEqualTo(51);
        assertThat(admitted).as("those beyond the table share one bucket").isEqualTo(50 + 2);
        pass(Duration.ofSeconds(10));
        assertThat(limiter.turnsAway("another")).isZero();
        assertThat(limiter.clients()).as("full buckets were dropped").isLessThan(10);
    }

    private static int admitted(RateLimiter limiter, String client, int asked) {
        int admitted = 0;
        for (int i = 0; i < asked; i++) {
            admitted += limiter.turnsAway(client) == 0 ? 1 : 0;
        }
        return admitted;
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
