package dev.plumbline.status;

import static dev.plumbline.status.FraudRollout.V1;
import static dev.plumbline.status.FraudRollout.V2;
import static dev.plumbline.status.FraudRollout.condition;
import static dev.plumbline.status.FraudRollout.served;
import static dev.plumbline.status.FraudRollout.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.ModelRolloutStatus;
import dev.plumbline.rollout.ArtifactFacts;
import dev.plumbline.rollout.Attempt;
import dev.plumbline.rollout.Colour;
import dev.plumbline.rollout.Facts;
import dev.plumbline.rollout.Intent;
import dev.plumbline.rollout.ModelVersion;
import dev.plumbline.rollout.PodReport;
import dev.plumbline.rollout.RolloutMachine;
import dev.plumbline.rollout.Sides;
import dev.plumbline.rollout.Step;
import dev.plumbline.rollout.TargetReport;
import dev.plumbline.rollout.TargetState;
import dev.plumbline.rollout.Verification;
import dev.plumbline.rollout.Verified;
import dev.plumbline.rollout.Wanted;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What is said while a Pod cannot fetch a model. */
class RolloutFetchTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Optional<ArtifactFacts> FOUND =
            Optional.of(new ArtifactFacts("gbm", "1.40", "3.46.0.11", 1, 1, 1, 1));
    private static final String TROUBLE = "Pod b could not fetch version 2: the store is away";

    private final FraudRollout fraud = new FraudRollout();

    private static Intent preparing(Optional<ModelVersion> active, Optional<ArtifactFacts> found) {
        return new Intent(
                active.isPresent() ? 1 : 0,
                active,
                Optional.of(V2),
                Optional.empty(),
                Optional.of(new Attempt(NOW)),
                Optional.empty(),
                active.map(a -> NOW),
                active.map(a -> NOW),
                Optional.of(new Verified(V2.digest(), found)),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                List.of(),
                Sides.only(Colour.BLUE));
    }

    private static PodReport pod(String name, Optional<ModelVersion> active, TargetState state, String why) {
        var target = new TargetReport(
                served(V2), state, why, why.isEmpty() ? "" : "the store is away", OptionalDouble.empty());
        return new PodReport(
                name,
                active.isPresent(),
                true,
                active.isPresent() ? 1 : 0,
                active.map(FraudRollout::served),
                Optional.of(target),
                Optional.empty());
    }

    private ModelRolloutStatus status(Intent record, Instant now, PodReport... pods) {
        Wanted wanted = wanted(false, Optional.empty());
        List<PodReport> seen = List.of(pods);
        Step step = RolloutMachine.next(new Facts(wanted, record, seen, new Verification.NotAsked(), now));
        Intent after = step.toPersist().orElse(record);
        return RolloutStatuses.of(
                new RolloutSight(fraud.rollout, fraud.valid, wanted, after, step.state(), seen, fraud.verdicts, now));
    }

    private static String message(ModelRolloutStatus status, String type) {
        return status.conditions().stream()
                .filter(c -> c.getType().equals(type))
                .map(Condition::getMessage)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theTroubleIsToldWithThePodAndStaysThroughEachTry() {
        Optional<ModelVersion> active = Optional.of(V1);
        PodReport warm = pod("a", active, TargetState.WARM, "");
        ModelRolloutStatus failed =
                status(preparing(active, FOUND), NOW, warm, pod("b", active, TargetState.REFUSED, "FetchFailed"));
        assertThat(condition(failed, "ModelLoaded")).isEqualTo("False/FetchFailed");
        assertThat(message(failed, "ModelLoaded")).isEqualTo("1 of 2 Pods hold version 2; " + TROUBLE);
        assertThat(condition(failed, "ArtifactVerified")).isEqualTo("True/DigestAndMojoValid");
        assertThat(condition(failed, "Progressing")).isEqualTo("True/Loading");
        assertThat(condition(failed, "Available")).isEqualTo("True/ServingTraffic");
        assertThat(failed.lastFailure()).isNull();

        fraud.rollout.setStatus(failed);
        ModelRolloutStatus again =
                status(preparing(active, FOUND), NOW, warm, pod("b", active, TargetState.LOADING, "FetchFailed"));
        assertThat(again).as("each difference is a write").isEqualTo(failed);
    }

    @Test
    void withoutAJobNobodyHasSeenTheArtifactBeforeAPodHasIt() {
        Optional<ModelVersion> active = Optional.of(V1);
        Intent unseen = preparing(active, Optional.empty());
        ModelRolloutStatus fetching = status(
                unseen, NOW, pod("a", active, TargetState.LOADING, ""), pod("b", active, TargetState.LOADING, ""));
        assertThat(condition(fetching, "ArtifactVerified")).isEqualTo("Unknown/NotVerifiedYet");
        ModelRolloutStatus held = status(
                unseen, NOW, pod("a", active, TargetState.LOADED, ""), pod("b", active, TargetState.LOADING, ""));
        assertThat(condition(held, "ArtifactVerified")).isEqualTo("True/DigestAndMojoValid");
    }

    @Test
    void theDeadlineSaysItToo() {
        Optional<ModelVersion> active = Optional.of(V1);
        ModelRolloutStatus late = status(
                preparing(active, FOUND),
                NOW.plusSeconds(901),
                pod("a", active, TargetState.WARM, ""),
                pod("b", active, TargetState.LOADING, "FetchFailed"));
        assertThat(condition(late, "Progressing")).isEqualTo("False/ProgressDeadlineExceeded");
        assertThat(late.lastFailure().message()).isEqualTo("only 1 of 2 Pods were warm after 900 s; " + TROUBLE);
    }

    @Test
    void theFirstModelIsStillTriedAndTheReasonIsToldBeside() {
        ModelRolloutStatus late = status(
                preparing(Optional.empty(), FOUND),
                NOW.plusSeconds(901),
                pod("b", Optional.empty(), TargetState.REFUSED, "FetchFailed"),
                pod("c", Optional.empty(), TargetState.LOADING, ""));
        assertThat(condition(late, "Progressing")).isEqualTo("False/ProgressDeadlineExceeded");
        assertThat(message(late, "Progressing")).startsWith("still trying").endsWith(TROUBLE);
    }

    private static PodReport outOfTouch(String name, ModelVersion active) {
        return new PodReport(
                name,
                true,
                true,
                1,
                Optional.of(served(active)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "status 401");
    }

    @Test
    void aPodThatCannotReadItsRecordIsNamedThoughItServes() {
        Intent serving = new Intent(
                1,
                Optional.of(V2),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(NOW),
                Optional.of(NOW));
        String told = "Pod b cannot read what it is to serve: status 401";
        ModelRolloutStatus all = status(serving, NOW, outOfTouch("a", V2), outOfTouch("b", V2));
        assertThat(condition(all, "Ready")).isEqualTo("True/TargetIsActive");
        assertThat(message(all, "Ready")).contains("; Pod a cannot read what it is to serve: status 401");
        ModelRolloutStatus one = status(serving, NOW, outOfTouch("b", V2));
        assertThat(condition(one, "Ready")).isEqualTo("False/PodsNotReady");
        assertThat(message(one, "Ready")).endsWith("; " + told);
    }

    @Test
    void withoutAJobNobodyHasSeenTheArtifact() {
        Optional<ModelVersion> active = Optional.of(V1);
        ModelRolloutStatus status = status(
                preparing(active, Optional.empty()),
                NOW,
                pod("a", active, TargetState.LOADING, ""),
                pod("b", active, TargetState.REFUSED, "FetchFailed"));
        assertThat(condition(status, "ArtifactVerified")).isEqualTo("False/FetchFailed");
        assertThat(message(status, "ArtifactVerified")).isEqualTo(TROUBLE);
    }
}
