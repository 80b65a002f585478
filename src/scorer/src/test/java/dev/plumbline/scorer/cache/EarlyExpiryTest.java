package dev.plumbline.scorer.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EarlyExpiryTest {

    private static Entry costing(long nanos) {
        return new Entry(new double[1], 100_000, nanos);
    }

    @Test
    void cheapRowsAreLeftToTheEnd() {
        assertThat(EarlyExpiry.isDue(costing(999_999), 99_999, 1e-9)).isFalse();
    }

    @Test
    void theChanceGrowsTowardsTheEndAsExpOfTheCost() {
        Entry dear = costing(50_000_000);
        Random random = new Random(1);
        // -50 ms * ln(u) >= 100 ms has the probability exp(-2) = 0.135.
        long due = random.doubles(100_000)
                .filter(u -> EarlyExpiry.isDue(dear, 99_900, u))
                .count();
        assertThat(due).isBetween(13_100L, 14_000L);
        long early = random.doubles(100_000)
                .filter(u -> EarlyExpiry.isDue(dear, 99_000, u))
                .count();
        assertThat(early).isLessThan(5);
    }
}
