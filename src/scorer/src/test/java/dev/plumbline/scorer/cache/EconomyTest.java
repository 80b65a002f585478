package dev.plumbline.scorer.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EconomyTest {

    /** Times in microseconds; a lookup in the process takes 0.2 of them, a round trip 60. */
    @ParameterizedTest
    @CsvSource({
        // A flat forest is quicker than twenty lookups.
        "1,    OFF,    ,     OFF",
        "3.9,  OFF,    ,     OFF",
        // Dearer than lookups, cheaper than Redis, however many rows Redis would know.
        "5,    OFF,    ,     NEAR",
        "60,   NEAR,   0.99, NEAR",
        // Beyond a round trip it depends on the hits, which are not known yet.
        "200,  NEAR,   ,     SAMPLE",
        "200,  SAMPLE, 0.2,  SAMPLE",
        "200,  SAMPLE, 0.36, SAMPLE",
        "200,  SAMPLE, 0.38, REDIS",
        // Once in use, a little less is enough.
        "200,  REDIS,  0.31, REDIS",
        "200,  REDIS,  0.29, SAMPLE",
        // So dear that asking costs nothing by comparison.
        "1200, NEAR,   ,     REDIS",
        "50000, REDIS, 0.001, SAMPLE",
        "50000, SAMPLE, 0.01, REDIS",
    })
    void judgesByTheBreakEven(double score, Use now, Double hits, Use expected) {
        Economy economy = new Economy(
                OptionalLong.of((long) (score * 1000)),
                OptionalLong.of(200),
                OptionalLong.of(60_000),
                hits == null ? OptionalDouble.empty() : OptionalDouble.of(hits));
        assertThat(economy.judge(now).use()).isEqualTo(expected);
    }

    @Test
    void saysWhatItMeasured() {
        Economy.Verdict verdict = new Economy(
                        OptionalLong.of(5_000_000),
                        OptionalLong.of(200),
                        OptionalLong.of(60_400),
                        OptionalDouble.of(0.5))
                .judge(Use.REDIS);
        assertThat(verdict.because())
                .isEqualTo("scoring a row takes 5.0 ms, asking Redis 60.4 us, which knows 50 % of the rows");
    }

    @Test
    void withoutRedisTheProcessRemembersAlone() {
        Economy economy = new Economy(
                OptionalLong.of(5_000_000), OptionalLong.of(200), OptionalLong.empty(), OptionalDouble.empty());
        assertThat(economy.judge(Use.REDIS).use()).isEqualTo(Use.NEAR);
    }

    @Test
    void judgesNothingByTooFewRows() {
        Economy economy = new Economy(
                OptionalLong.empty(), OptionalLong.empty(), OptionalLong.of(60_000), OptionalDouble.empty());
        assertThat(economy.judge(Use.OFF).use()).isEqualTo(Use.OFF);
    }
}
