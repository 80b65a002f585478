package dev.plumbline.scorer.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.mojo.Outcome;
import dev.plumbline.mojo.Refusal;
import dev.plumbline.scorer.TestModels;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    private final Serving candidate = TestModels.serving("gbm-binomial-v1", 0);
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger measured = new AtomicInteger();

    private boolean answers(Serving serving, byte[] body, boolean counts) {
        asked.incrementAndGet();
        measured.addAndGet(counts ? 1 : 0);
        return true;
    }

    private Outcome<Double> warm(Optional<Serving> active) {
        return new WarmUp(20, new RecentRequests(), () -> active, this::answers).run(candidate);
    }

    @Test
    void besideAnotherModelItSendsWhatIsAskedForAndMeasuresTheSecondHalf() {
        assertThat(warm(Optional.of(candidate))).isInstanceOf(Outcome.Passed.class);
        assertThat(asked).hasValue(20);
        assertThat(measured).hasValue(10);
    }

    @Test
    void aModelThatAnswersNothingIsRefused() {
        WarmUp mute = new WarmUp(5, new RecentRequests(), Optional::empty, (serving, body, counts) -> false);
        assertThat(mute.run(candidate)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(
                        refused.refusal().reason())
                .isEqualTo(Refusal.Reason.LoadFailed));
    }

    @Test
    void anInterruptionEndsIt() {
        Thread.currentThread().interrupt();
        assertThat(warm(Optional.of(candidate))).isInstanceOf(Outcome.Refused.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(asked).hasValue(1);
    }
}
