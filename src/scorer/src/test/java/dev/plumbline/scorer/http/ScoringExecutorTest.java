package dev.plumbline.scorer.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ScoringExecutorTest {

    @Test
    void refuses_at_once_what_does_not_fit() throws Exception {
        try (ScoringExecutor executor = new ScoringExecutor(1, 2)) {
            CountDownLatch started = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            CompletionStage<String> running = executor.submit(
                    () -> {
                        started.countDown();
                        try {
                            release.await();
                        } catch (InterruptedException stopped) {
                            throw new IllegalStateException(stopped);
                        }
                        return "first";
                    },
                    () -> "full");
            started.await();
            CompletionStage<String> second = executor.submit(() -> "second", () -> "full");
            CompletionStage<String> third = executor.submit(() -> "third", () -> "full");
            assertThat(executor.queueDepth()).isEqualTo(2);
            assertThat(executor.inFlight()).isEqualTo(3);

            assertThat(executor.submit(() -> "fourth", () -> "full")
                            .toCompletableFuture()
                            .get())
                    .isEqualTo("full");

            release.countDown();
            assertThat(running.toCompletableFuture().get()).isEqualTo("first");
            assertThat(second.toCompletableFuture().get()).isEqualTo("second");
            assertThat(third.toCompletableFuture().get()).isEqualTo("third");
        }
    }
}
