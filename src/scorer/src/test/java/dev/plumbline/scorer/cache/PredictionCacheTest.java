package dev.plumbline.scorer.cache;

import static dev.plumbline.scorer.cache.CacheFixture.ROWS;
import static dev.plumbline.scorer.cache.CacheFixture.V1;
import static dev.plumbline.scorer.cache.CacheFixture.V2;
import static dev.plumbline.scorer.cache.CacheFixture.direct;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.scorer.TestModels;
import dev.plumbline.scorer.serving.HotRequests;
import dev.plumbline.scorer.serving.Serving;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PredictionCacheTest {

    @ParameterizedTest
    @MethodSource("dev.plumbline.scorer.TestModels#names")
    void answersAsTheModelDoesBitForBit(String name) {
        Serving serving = TestModels.serving(name, 1);
        try (CacheFixture fixture = CacheFixture.inTheProcess(CacheMode.ALWAYS)) {
            for (int round = 0; round < 2; round++) {
                for (byte[] row : CacheFixture.requests(name)) {
                    assertThat(fixture.ask(serving, row)).isEqualTo(direct(serving, row));
                }
            }
            assertThat(fixture.rows("near")).isGreaterThan(40);
        }
    }

    @Test
    void asksNobodyForTheAnswersOfAnotherVersion() {
        try (CacheFixture fixture = CacheFixture.inTheProcess(CacheMode.ALWAYS)) {
            for (byte[] row : ROWS) {
                fixture.ask(V1, row);
                assertThat(fixture.ask(V2, row)).isEqualTo(direct(V2, row));
                assertThat(fixture.ask(V1, row)).isEqualTo(direct(V1, row));
            }
        }
    }

    @Test
    void aHotRowThatEndsUnderAThousandCallersIsScoredOnce() throws Exception {
        try (CacheFixture fixture = CacheFixture.inTheProcess(CacheMode.ALWAYS);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            byte[] hot = ROWS.getFirst();
            fixture.ask(V1, hot);
            for (int round = 1; round <= 5; round++) {
                fixture.clock.pass(Duration.ofMinutes(1));
                CyclicBarrier together = new CyclicBarrier(1000);
                List<Future<byte[]>> answers = new ArrayList<>();
                for (int i = 0; i < 1000; i++) {
                    answers.add(callers.submit(() -> {
                        together.await();
                        return fixture.ask(V1, hot);
                    }));
                }
                for (Future<byte[]> answer : answers) {
                    assertThat(answer.get()).isEqualTo(direct(V1, hot));
                }
                assertThat(fixture.rows("scored")).isEqualTo(1 + round);
            }
            assertThat(fixture.rows("scored") + fixture.rows("near") + fixture.rows("shared"))
                    .isEqualTo(5001);
        }
    }

    @Test
    void keepsLittleInMemory() {
        try (CacheFixture fixture = CacheFixture.inTheProcess(CacheMode.ALWAYS)) {
            for (int i = 0; i < 20_000; i++) {
                fixture.near.put(new Key(i * 0x9E3779B97F4A7C15L, i), new Entry(new double[3], Long.MAX_VALUE, 1));
            }
            CacheFixture.until(() -> fixture.near.size() <= (1 << 20) / 200);
        }
    }

    @Test
    void leavesACheapModelAlone() {
        try (CacheFixture fixture = CacheFixture.inTheProcess(CacheMode.AUTO)) {
            VersionCache version = fixture.cache.version(V1.ref());
            for (int i = 0; i < 20; i++) {
                version.scored(1_000);
                version.lookedUp(200);
            }
            fixture.cache.tick();
            fixture.ask(V1, ROWS.getFirst());
            fixture.ask(V1, ROWS.getFirst());
            assertThat(version.use()).isEqualTo(Use.OFF);
            assertThat(fixture.near.size()).isZero();
            assertThat(fixture.cache.report().json().getString("because"))
                    .isEqualTo("scoring a row takes 1.0 us, looking it up 0.2 us");
        }
    }

    @Test
    void measuresByItselfAndTakesUpADearModel() {
        try (CacheFixture fixture = CacheFixture.inTheProcess(CacheMode.AUTO)) {
            VersionCache version = fixture.cache.version(V1.ref());
            ROWS.forEach(row -> fixture.ask(V1, row));
            assertThat(version.isMeasured()).isTrue();
            for (int i = 0; i < 64; i++) {
                version.scored(2_000_000);
            }
            fixture.cache.tick();
            assertThat(version.use()).isEqualTo(Use.NEAR);
            fixture.ask(V1, ROWS.getFirst());
            fixture.ask(V1, ROWS.getFirst());
            assertThat(fixture.rows("near")).isEqualTo(1);
        }
    }

    @Test
    void theHottestRowsAreKnownBeforeTheSwitch() {
        try (CacheFixture fixture = CacheFixture.inTheProcess(CacheMode.ALWAYS)) {
            HotRequests hot = new HotRequests();
            for (int i = 0; i < 2000; i++) {
                hot.offer(HotRequests.Form.ROWS, ROWS.get(i % 10));
            }
            hot.offer(HotRequests.Form.ROWS, "no request at all".getBytes());
            int rehearsed = new Rehearsal(fixture.cache, hot).run(V2);
            assertThat(rehearsed).isGreaterThanOrEqualTo(10);
            for (int i = 0; i < 10; i++) {
                assertThat(fixture.ask(V2, ROWS.get(i))).isEqualTo(direct(V2, ROWS.get(i)));
            }
            assertThat(fixture.rows("near")).isEqualTo(10);
            assertThat(fixture.rows("scored")).isZero();
        }
    }

    @Test
    void neverMeansNever() {
        try (CacheFixture fixture = CacheFixture.inTheProcess(CacheMode.NEVER)) {
            ROWS.forEach(row -> fixture.ask(V1, row));
            assertThat(new Rehearsal(fixture.cache, new HotRequests()).run(V2)).isZero();
            assertThat(fixture.near.size()).isZero();
            assertThat(fixture.cache.mayWait(V1)).isFalse();
        }
    }
}
