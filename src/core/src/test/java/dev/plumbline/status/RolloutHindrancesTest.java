package dev.plumbline.status;

import static dev.plumbline.status.FraudRollout.V1;
import static dev.plumbline.status.FraudRollout.V2;
import static dev.plumbline.status.FraudRollout.condition;
import static dev.plumbline.status.FraudRollout.served;
import static dev.plumbline.status.FraudRollout.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.ModelRolloutStatus;
import dev.plumbline.api.RolloutPhase;
import dev.plumbline.rollout.Facts;
import dev.plumbline.rollout.Hindrances;
import dev.plumbline.rollout.Intent;
import dev.plumbline.rollout.ModelVersion;
import dev.plumbline.rollout.PodReport;
import dev.plumbline.rollout.RolloutMachine;
import dev.plumbline.rollout.Step;
import dev.plumbline.rollout.Verification;
import dev.plumbline.rollout.Wanted;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A user who looks at the conditions reads why Pods do not come up. */
class RolloutHindrancesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String NODE = "No node takes fraud-a: 0/1 nodes are available.";
    private static final String JOB = "No Pod can be made for Job v: exceeded quota: few.";

    private final FraudRollout fraud = new FraudRollout();
    private Verification verification = new Verification.Accepted(Optional.empty());
    private Intent record = serving(V2);
    private Optional<Wanted.Hold> hold = Optional.empty();

    private static Intent serving(ModelVersion model) {
        return new Intent(
                1,
                Optional.of(model),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(NOW),
                Optional.of(NOW));
    }

    private static PodReport pod(String name, ModelVersion active, boolean ready) {
        return new PodReport(name, ready, true, 1, Optional.of(served(active)), Optional.empty(), Optional.empty());
    }

    /** Writes until nothing is to be written, as the operator does in one look. */
    private ModelRolloutStatus look(Instant now, String live, PodReport... pods) {
        Wanted wanted = wanted(false, hold);
        var hindrances = new Hindrances(live, "");
        Step step;
        do {
            step = RolloutMachine.next(
                    new Facts(wanted, record, List.of(pods), verification, now).hinderedBy(hindrances));
            record = step.toPersist().orElse(record);
        } while (step.toPersist().isPresent());
        ModelRolloutStatus status = RolloutStatuses.of(new RolloutSight(
                fraud.rollout,
                fraud.valid,
                wanted,
                record,
                step.state(),
                List.of(pods),
                List.of(),
                hindrances,
                fraud.verdicts,
                now));
        fraud.rollout.setStatus(status);
        return status;
    }

    private static String message(ModelRolloutStatus status, String type) {
        return status.conditions().stream()
                .filter(c -> c.getType().equals(type))
                .findFirst()
                .orElseThrow()
                .getMessage();
    }

    @Test
    void whoServesLessThanAskedSaysWhy() {
        ModelRolloutStatus status = look(NOW, NODE, pod("b", V2, true));
        assertThat(condition(status, "Ready")).isEqualTo("False/PodsNotReady");
        assertThat(message(status, "Ready")).isEqualTo("1 of 2 Pods serve version 2. " + NODE);
        assertThat(message(status, "ModelLoaded")).isEqualTo("1 of 2 Pods hold version 2. " + NODE);
        assertThat(message(status, "Available")).isEqualTo("version 2 answers");
        assertThat(message(status, "Progressing")).isEqualTo("version 2 is active");
        assertThat(look(NOW.plusSeconds(600), NODE, pod("b", V2, true)))
                .as("no field follows the clock")
                .isEqualTo(status);
    }

    @Test
    void whoServesNothingSaysWhy() {
        ModelRolloutStatus status = look(NOW, NODE, pod("b", V2, false));
        assertThat(condition(status, "Available")).isEqualTo("False/NoPodReady");
        assertThat(message(status, "Available")).isEqualTo("no inference Pod is ready. " + NODE);
    }

    @Test
    void aFirstModelThatWaitsForItsPodsSaysWhy() {
        record = Intent.none();
        ModelRolloutStatus status = look(NOW, NODE, PodReport.unreachable("a", false));
        assertThat(status.phase()).isEqualTo(RolloutPhase.PENDING);
        assertThat(message(status, "Ready")).isEqualTo("the wanted model is not active yet. " + NODE);
        assertThat(message(status, "Progressing")).isEqualTo("no inference Pod answers yet. " + NODE);
        assertThat(message(status, "ModelLoaded")).isEqualTo("0 of 2 Pods hold version 2. " + NODE);
        status = look(NOW.plusSeconds(901), NODE, PodReport.unreachable("a", false));
        assertThat(message(status, "Progressing")).isEqualTo("still trying: there is no active model to keep. " + NODE);
    }

    @Test
    void anUndisturbedRolloutSaysNothingOfIt() {
        assertThat(message(look(NOW, "", pod("b", V2, true)), "Ready")).isEqualTo("1 of 2 Pods serve version 2");
        ModelRolloutStatus whole = look(NOW, NODE, pod("a", V2, true), pod("b", V2, true));
        assertThat(whole.conditions()).noneMatch(c -> c.getMessage().contains(NODE));
    }

    @Test
    void whatIsHeldWaitsForNoPod() {
        record = serving(V1);
        hold = Optional.of(new Wanted.Hold("PlatformMissing", "MlPlatform ml/fraud does not exist"));
        ModelRolloutStatus status = look(NOW, NODE, pod("a", V1, true));
        assertThat(message(status, "Ready")).isEqualTo("MlPlatform ml/fraud does not exist");
    }

    @Test
    void anArtifactThatNothingLooksAtIsNotCalledUnreachable() {
        verification = new Verification.Waiting(JOB);
        record = serving(V1);
        ModelRolloutStatus status = look(NOW, "", pod("a", V1, true), pod("b", V1, true));
        assertThat(status.phase()).isEqualTo(RolloutPhase.VERIFYING);
        assertThat(condition(status, "ArtifactVerified")).isEqualTo("Unknown/NotVerifiedYet");
        assertThat(message(status, "ArtifactVerified")).isEqualTo("the artifact was not looked at yet. " + JOB);
        assertThat(message(status, "Ready")).isEqualTo("the wanted model is not active yet. " + JOB);
        assertThat(message(status, "Progressing")).isEqualTo("preparing version 2. " + JOB);
        assertThat(message(status, "Available")).isEqualTo("version 1 answers");
        assertThat(RolloutStatuses.notLookedAt(status)).isEqualTo(JOB);

        verification = new Verification.Running("");
        status = look(NOW, "", pod("a", V1, true), pod("b", V1, true));
        assertThat(message(status, "ArtifactVerified")).isEqualTo("the artifact was not looked at yet");
        assertThat(RolloutStatuses.notLookedAt(status)).isEmpty();
        assertThat(RolloutStatuses.notLookedAt(null)).isEmpty();
    }

    @Test
    void aDeadlineTellsWhatStoodInTheWay() {
        record = serving(V1);
        look(NOW, NODE, pod("a", V1, true));
        ModelRolloutStatus status = look(NOW.plusSeconds(901), NODE, pod("a", V1, true));
        assertThat(status.lastFailure().reason()).isEqualTo("ProgressDeadlineExceeded");
        assertThat(status.lastFailure().message()).endsWith("Pods were warm after 900 s. " + NODE);
    }
}
