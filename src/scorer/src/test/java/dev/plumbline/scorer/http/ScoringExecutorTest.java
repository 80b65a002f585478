package dev.plumbline.scorer.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScoringExecutorTest {

    @Test
    void refuses_at_once_what_does_not_fit() throws Exception {
        try (ScoringExecutor executor = new ScoringExecutor(1, 2)) {
            CountDownLatch started = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            CountDownLatch ran = new CountDownLatch(3);
            assertThat(executor.offer(() -> {
                        started.countDown();
                        try {
                            release.await();
                        } catch (InterruptedException stopped) {
                            throw new IllegalStateException(stopped);
                        }
                        ran.countDown();
                    }))
                    .isTrue();
            started.await();
            assertThat(executor.offer(ran::countDown)).isTrue();
            assertThat(executor.offer(ran::countDown)).isTrue();
            assertThat(executor.queueDepth()).isEqualTo(2);
            assertThat(executor.inFlight()).isEqualTo(3);

            assertThat(executor.offer(ran::countDown)).isFalse();

            release.countDown();
            assertThat(ran.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }
}
