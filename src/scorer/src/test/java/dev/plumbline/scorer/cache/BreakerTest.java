package dev.plumbline.scorer.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private long now;
    private final Breaker breaker = new Breaker(() -> now);

    @BeforeEach
    void redisAnswers() {
        breaker.probed(true);
        breaker.probed(true);
    }

    private void millis(long millis) {
        now += millis * 1_000_000;
    }

    @Test
    void isOpenUntilTwoProbesInARowAreGood() {
        Breaker fresh = new Breaker(() -> now);
        assertThat(fresh.isOpen()).isTrue();
        assertThat(fresh.mayProbe()).isTrue();
        fresh.probed(true);
        fresh.probed(false);
        millis(10_000);
        fresh.probed(true);
        assertThat(fresh.isOpen()).isTrue();
        fresh.probed(true);
        assertThat(fresh.isOpen()).isFalse();
    }

    @Test
    void opensWithTheFourthFailureInARow() {
        breaker.failed();
        breaker.succeeded();
        for (int i = 0; i < 3; i++) {
            assertThat(breaker.failed()).isFalse();
        }
        assertThat(breaker.failed()).isTrue();
    }

    @Test
    void opensWithTheEighthFailureOfSixtyFour() {
        for (int i = 0; i < 7; i++) {
            assertThat(breaker.failed()).isFalse();
            for (int good = 0; good < 7; good++) {
                breaker.succeeded();
            }
        }
        assertThat(breaker.failed()).isTrue();
        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.openings()).isEqualTo(1);
    }

    @Test
    void rareFailuresDoNotOpenIt() {
        for (int i = 0; i < 1000; i++) {
            breaker.succeeded();
            if (i % 10 == 0) {
                breaker.failed();
            }
        }
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void probesAreSparedWhileItRests() {
        open();
        assertThat(breaker.mayProbe()).isFalse();
        millis(600);
        assertThat(breaker.mayProbe()).isTrue();
        breaker.probed(false);
        assertThat(breaker.mayProbe()).isFalse();
    }

    @Test
    void failedProbesOpenItWithoutAnyRequest() {
        for (int i = 0; i < 4; i++) {
            breaker.probed(false);
        }
        assertThat(breaker.isOpen()).isTrue();
    }

    @Test
    void aServerThatOnlyAnswersProbesIsTriedMoreAndMoreRarely() {
        long openMillis = 0;
        long closed = 0;
        for (int i = 0; i < 120; i++) {
            if (!breaker.isOpen()) {
                open();
                closed++;
            }
            millis(250);
            openMillis += 250;
            if (breaker.mayProbe()) {
                breaker.probed(true);
            }
        }
        // At the shortest rest it would have been closed about 60 times in these 30 seconds.
        assertThat(closed).isBetween(5L, 14L);
        assertThat(openMillis).isEqualTo(30_000);
    }

    private void open() {
        for (int i = 0; i < 4; i++) {
            breaker.failed();
        }
        assertThat(breaker.isOpen()).isTrue();
    }
}
