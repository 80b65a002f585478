package dev.plumbline.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class IntentTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final ModelVersion MODEL =
            new ModelVersion("fraud", "1", "sha256:" + "1".repeat(64), "pvc://store/1.zip");

    private final Intent prepared = Intent.none().preparing(MODEL, NOW);
    private final Intent committed = prepared.committed(NOW);

    @Test
    void aCommitAndATargetChangeWhatIsPlanned() {
        assertThat(prepared.plansLike(Intent.none())).isFalse();
        assertThat(committed.plansLike(prepared)).isFalse();
        assertThat(prepared.aside(new Template("t", "{}")).plansLike(prepared)).isFalse();
    }

    @Test
    void thatAllHaveFollowedChangesNothing() {
        assertThat(committed.settled(NOW.plusSeconds(1)).plansLike(committed)).isTrue();
        assertThat(prepared.stoppingTheClock().plansLike(prepared)).isTrue();
    }
}
