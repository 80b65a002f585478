package dev.plumbline.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.operator.rollout.RolloutRound.End;
import dev.plumbline.rollout.Colour;
import dev.plumbline.rollout.Intent;
import dev.plumbline.rollout.RolloutState;
import dev.plumbline.rollout.Wanted.Hold;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:10:00Z");
    private static final Hold MISSING = Hold.sourceMissing("ConfigMap ns/models does not exist");

    private static Duration next(boolean changed, Optional<Hold> hold, End end, List<Condition> told) {
        return new Pace(NOW).next(changed, hold, end, told);
    }

    private static End atRest(boolean wrote, Optional<Instant> due) {
        return new End(new RolloutState.Pending("", ""), Intent.none(Colour.BLUE), Map.of(), wrote, due);
    }

    private static End switched(RolloutState state, int secondsAgo) {
        Intent none = Intent.none(Colour.BLUE);
        Intent settled = new Intent(
                2,
                none.active(),
                none.target(),
                none.previous(),
                none.attempt(),
                none.rejection(),
                Optional.of(NOW.minusSeconds(secondsAgo)),
                Optional.of(NOW.minusSeconds(secondsAgo)),
                none.verified(),
                none.trial(),
                none.watch(),
                none.reports(),
                none.heard(),
                none.aborted(),
                none.sides());
        return new End(state, settled, Map.of(), false, Optional.empty());
    }

    private static List<Condition> notVerifiedSince(Instant then) {
        return List.of(new ConditionBuilder()
                .withType("ArtifactVerified")
                .withStatus("False")
                .withLastTransitionTime(then.toString())
                .build());
    }

    @Test
    void whatFollowsFromAWriteIsSeenSoon() {
        assertThat(next(false, Optional.of(MISSING), atRest(true, Optional.empty()), List.of()))
                .isEqualTo(Pace.SOON);
        assertThat(next(true, Optional.of(MISSING), atRest(false, Optional.empty()), List.of()))
                .isEqualTo(Pace.SOON);
    }

    @Test
    void whoHasNothingToDoRests() {
        assertThat(next(
                        false,
                        Optional.of(new Hold("ViolationsFound", "")),
                        atRest(false, Optional.empty()),
                        notVerifiedSince(NOW)))
                .isEqualTo(Pace.IDLE);
    }

    @ParameterizedTest
    @CsvSource({"-5, 1", "0, 1", "4, 4", "600, 15"})
    void whatIsDueIsNotMissed(int in, int pause) {
        Hold other = new Hold("ViolationsFound", "");
        assertThat(next(false, Optional.of(other), atRest(false, Optional.of(NOW.plusSeconds(in))), List.of()))
                .isEqualTo(Duration.ofSeconds(pause));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "2, 1", "8, 4", "30, 15", "3600, 15"})
    void theLongerASourceIsMissingTheLessOftenItIsLookedFor(int since, int pause) {
        List<Condition> told = notVerifiedSince(NOW.minusSeconds(since));
        assertThat(next(false, Optional.of(MISSING), atRest(false, Optional.empty()), told))
                .isEqualTo(Duration.ofSeconds(pause));
    }

    /** Eight seconds after a switch the Pods have counted what clients noticed of it. */
    @ParameterizedTest
    @CsvSource({"0, 8", "5, 3", "7, 1", "8, 15", "60, 15"})
    void countsOfASwitchAreReadWhenTheyAreComplete(int since, int pause) {
        assertThat(next(false, Optional.empty(), switched(new RolloutState.Succeeded(), since), List.of()))
                .isEqualTo(Duration.ofSeconds(pause));
    }

    /** A little later, so that it is over when it is looked for. */
    @ParameterizedTest
    @CsvSource({"0, 1000", "1800, 1820", "300, 320", "300000, 15000"})
    void podsAreLeftAloneWhileTheyRest(long rest, long pause) {
        var resting = new RolloutState.ReadyToSwitch(3, Duration.ofMillis(rest));
        End end = new End(resting, Intent.none(Colour.BLUE), Map.of(), false, Optional.empty());
        assertThat(next(false, Optional.empty(), end, List.of())).isEqualTo(Duration.ofMillis(pause));
        assertThat(next(true, Optional.empty(), end, List.of())).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "7, 1", "8, 3", "60, 3"})
    void aModelThatIsWatchedIsLookedAtOftenAtFirst(int since, int pause) {
        End end = switched(new RolloutState.Watching(NOW.plusSeconds(300)), since);
        assertThat(next(false, Optional.empty(), end, List.of())).isEqualTo(Duration.ofSeconds(pause));
    }
}
