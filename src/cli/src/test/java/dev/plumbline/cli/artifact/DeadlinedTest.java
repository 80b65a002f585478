package dev.plumbline.cli.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlinedTest {

    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void release() {
        over.countDown();
    }

    private String run(boolean fetched, Supplier<Judged> work) {
        Progress progress = new Progress();
        List<Judged> printed = new ArrayList<>();
        int code = new Deadlined(Duration.ofMillis(300), progress)
                .run(
                        () -> {
                            if (fetched) {
                                progress.fetched();
                            }
                            return work.get();
                        },
                        printed::add);
        return printed.getFirst().verdict().reason() + " " + code;
    }

    private Judged hangs() {
        try {
            over.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    private static Judged breaks() {
        throw new IllegalArgumentException("malformed");
    }

    @Test
    void is_told_by_the_step_that_it_is_at() {
        assertThat(run(false, this::hangs)).isEqualTo("FetchFailed 3");
        assertThat(run(true, this::hangs)).isEqualTo("LoadFailed 1");
        assertThat(run(false, DeadlinedTest::breaks)).isEqualTo("FetchFailed 1");
        assertThat(run(true, DeadlinedTest::breaks)).isEqualTo("LoadFailed 1");
    }
}
