package dev.plumbline.status;

import static dev.plumbline.status.FraudRollout.V1;
import static dev.plumbline.status.FraudRollout.V2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.ModelRolloutStatus;
import dev.plumbline.rollout.Facts;
import dev.plumbline.rollout.Heard;
import dev.plumbline.rollout.Intent;
import dev.plumbline.rollout.ModelVersion;
import dev.plumbline.rollout.PodReport;
import dev.plumbline.rollout.Rejection;
import dev.plumbline.rollout.Remembered;
import dev.plumbline.rollout.RolloutMachine;
import dev.plumbline.rollout.Step;
import dev.plumbline.rollout.Verb;
import dev.plumbline.rollout.Verification;
import dev.plumbline.rollout.Wanted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What of a record can be read from the status that was made of it. */
class StatusMemoryTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(600);
    private static final Heard ABORTED = new Heard("monday", true, "version 2 is given up", NOW);

    private final FraudRollout fraud = new FraudRollout();

    private static Wanted wanted(Map<Verb, String> verbs) {
        return FraudRollout.wanted(false, Optional.empty()).asking(verbs);
    }

    private static Intent record(ModelVersion active, Map<Verb, Heard> heard, Optional<Rejection> why) {
        return new Intent(
                        7,
                        Optional.of(active),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(NOW),
                        Optional.of(NOW))
                .remembering(new Remembered(heard, why.stream().toList()));
    }

    private static Rejection because(String reason, boolean served) {
        return new Rejection(V2, "r", reason, "why it was", "pod-b", NOW, served);
    }

    private ModelRolloutStatus told(Intent record) {
        return told(record, record.active(), wanted(Map.of()));
    }

    /** As after the round that writes nothing more. */
    private ModelRolloutStatus told(Intent from, Optional<ModelVersion> serving, Wanted wanted) {
        PodReport pod = new PodReport(
                "a", true, true, 7, serving.map(FraudRollout::served), Optional.empty(), Optional.empty());
        List<PodReport> pods = List.of(pod, pod);
        Intent record = from;
        Step step = RolloutMachine.next(new Facts(wanted, record, pods, new Verification.NotAsked(), NOW));
        while (step.toPersist().isPresent()) {
            record = step.toPersist().get();
            step = RolloutMachine.next(new Facts(wanted, record, pods, new Verification.NotAsked(), NOW));
        }
        return RolloutStatuses.of(
                new RolloutSight(fraud.rollout, fraud.valid, wanted, record, step.state(), pods, fraud.verdicts, NOW));
    }

    private Remembered remembered(Map<Verb, String> annotated) {
        return StatusMemory.of(fraud.rollout, V2, "r", annotated, LATER);
    }

    @Test
    void theVerbsAndTheRejectionOfTheRecordAreInItsStatus() {
        Intent record = record(V1, Map.of(Verb.ABORT, ABORTED), Optional.of(because(Rejection.ABORTED, false)));
        fraud.rollout.setStatus(told(record));
        Remembered all = remembered(Map.of(Verb.ABORT, "monday", Verb.RETRY, "new"));
        assertThat(all.heard()).containsExactly(Map.entry(Verb.ABORT, ABORTED));
        assertThat(all.rejections()).containsExactly(because(Rejection.ABORTED, false));
    }

    @Test
    void whatWasRolledBackIsKnownToHaveServed() {
        fraud.rollout.setStatus(told(record(V1, Map.of(), Optional.of(because(Rejection.ROLLED_BACK, true)))));
        assertThat(remembered(Map.of()).rejections()).containsExactly(because(Rejection.ROLLED_BACK, true));
    }

    @Test
    void aModelThatFailedItsWatchAndStillServesIsNotForgotten() {
        fraud.rollout.setStatus(told(record(V2, Map.of(), Optional.of(because(Rejection.WATCH_FAILED, true)))));
        assertThat(remembered(Map.of()).rejections()).containsExactly(because(Rejection.WATCH_FAILED, true));
    }

    @Test
    void aRefusalOfAnEarlierSpecDoesNotStopThisOneButAnAbortDoes() {
        fraud.rollout.setStatus(told(record(V1, Map.of(), Optional.of(because("LoadFailed", false)))));
        fraud.rollout.getMetadata().setGeneration(5L);
        assertThat(remembered(Map.of()).rejections())
                .singleElement()
                .satisfies(r -> assertThat(r.stops(wanted(Map.of()))).isFalse());
        fraud.rollout.getMetadata().setGeneration(4L);
        assertThat(remembered(Map.of()).rejections())
                .singleElement()
                .satisfies(r -> assertThat(r.stops(wanted(Map.of()))).isTrue());

        fraud.rollout.setStatus(told(record(V1, Map.of(), Optional.of(because(Rejection.ABORTED, false)))));
        fraud.rollout.getMetadata().setGeneration(5L);
        assertThat(remembered(Map.of()).rejections())
                .singleElement()
                .satisfies(r -> assertThat(r.stops(wanted(Map.of()))).isTrue());
    }

    @Test
    void aFailureOfAnotherModelIsNotTakenForThatOfTheTarget() {
        var other = new Rejection(V1, "r", "LoadFailed", "another model", "pod-a", NOW, false);
        Intent record = record(V1, Map.of(), Optional.of(because(Rejection.ABORTED, false)))
                .remembering(new Remembered(Map.of(), List.of(other)));
        fraud.rollout.setStatus(told(record));
        assertThat(fraud.rollout.getStatus().lastFailure().reason()).isEqualTo("LoadFailed");
        assertThat(remembered(Map.of()).rejections().getLast().reason()).isEqualTo(Rejection.ABORTED);
    }

    /** Version 2 was given up, and version 3 is on its way. */
    private void supersededAfter(Rejection why, Map<Verb, Heard> heard) {
        Intent record = record(V1, heard, Optional.of(why));
        fraud.rollout.setStatus(told(record));
        Wanted now = wanted(Map.of());
        Wanted third = new Wanted(
                FraudRollout.version("3"),
                "another",
                false,
                now.replicas(),
                now.progressDeadline(),
                now.maxWarmupP99Milliseconds(),
                now.watch(),
                now.hold());
        fraud.rollout.setStatus(told(record, Optional.of(V1), third));
        assertThat(fraud.rollout.getStatus().targetModel().version()).isEqualTo("3");
        assertThat(fraud.rollout.getStatus().lastFailure().version()).isEqualTo("2");
    }

    @Test
    void anAbortIsKnownAlsoWhenAnotherModelIsTheTargetByNow() {
        supersededAfter(because(Rejection.ABORTED, false), Map.of(Verb.ABORT, ABORTED));
        Remembered all = remembered(Map.of());
        assertThat(all.rejections())
                .containsExactly(new Rejection(V2, "", Rejection.ABORTED, "why it was", "pod-b", NOW, false));
        assertThat(Intent.none().remembering(all).rejectionOf(wanted(Map.of()))).isPresent();
    }

    @Test
    void whatWasTakenBackWhileItServedIsHistoryOnceAnotherModelIsTheTarget() {
        supersededAfter(because(Rejection.ROLLED_BACK, true), Map.of());
        assertThat(remembered(Map.of()).rejections()).singleElement().satisfies(r -> assertThat(r.served())
                .isFalse());
    }

    @Test
    void whatWasAskedForAgainAfterTheAbortIsNotGivenUp() {
        var retried = new Heard("tuesday", true, "version 2 is tried again", LATER);
        supersededAfter(because(Rejection.ABORTED, false), Map.of(Verb.ABORT, ABORTED, Verb.RETRY, retried));
        assertThat(remembered(Map.of()).rejections()).isEmpty();
        var before = new Heard("sunday", true, "version 2 is tried again", NOW.minusSeconds(60));
        supersededAfter(because(Rejection.ABORTED, false), Map.of(Verb.ABORT, ABORTED, Verb.RETRY, before));
        assertThat(remembered(Map.of()).rejections()).hasSize(1);
    }

    @Test
    void whatTheMachineRefusedIsForgottenWithItsSpec() {
        supersededAfter(because("LoadFailed", false), Map.of());
        assertThat(remembered(Map.of()).rejections()).isEmpty();
    }

    @Test
    void aBrokenRoundLeavesTheReasonToTheLastFailure() {
        fraud.rollout.setStatus(told(record(V1, Map.of(), Optional.of(because(Rejection.ABORTED, false)))));
        fraud.rollout.setStatus(RolloutStatuses.failing(fraud.rollout, "the API server is away", NOW));
        assertThat(remembered(Map.of()).rejections()).containsExactly(because(Rejection.ABORTED, false));
    }

    @Test
    void afterTheLossTheStatusSaysWhatItSaidBefore() {
        Wanted wanted = wanted(Map.of(Verb.ABORT, "monday"));
        for (Rejection why : List.of(because(Rejection.ABORTED, false), because(Rejection.ROLLED_BACK, true))) {
            Intent record = record(V1, Map.of(Verb.ABORT, ABORTED), Optional.of(why));
            ModelRolloutStatus before = told(record, Optional.of(V1), wanted);
            fraud.rollout.setStatus(before);
            Intent anew = Intent.none().remembering(remembered(wanted.verbs()));
            ModelRolloutStatus after = told(anew, Optional.of(V1), wanted);
            assertThat(after.phase()).isEqualTo(before.phase());
            assertThat(after.actions()).isEqualTo(before.actions());
            assertThat(after.lastFailure()).isEqualTo(before.lastFailure());
            assertThat(after.targetModel()).isEqualTo(before.targetModel());
            assertThat(after.conditions()).isEqualTo(before.conditions());
        }
    }

    @Test
    void withoutAStatusTheAnnotationsAreOld() {
        Remembered restored = remembered(Map.of(Verb.ABORT, "monday"));
        assertThat(restored.heard())
                .containsExactly(Map.entry(
                        Verb.ABORT,
                        new Heard("monday", false, "older than the record of this rollout; not carried out", LATER)));
        assertThat(restored.rejections()).isEmpty();
        // The first round was broken off, so the status tells of no record.
        fraud.rollout.setStatus(RolloutStatuses.failing(fraud.rollout, "the API server is away", NOW));
        assertThat(remembered(Map.of(Verb.ABORT, "monday")).heard()).containsOnlyKeys(Verb.ABORT);
    }

    @Test
    void anAnnotationThatTheStatusDoesNotKnowIsNew() {
        fraud.rollout.setStatus(told(record(V1, Map.of(), Optional.empty())));
        assertThat(remembered(Map.of(Verb.ABORT, "now")).heard()).isEmpty();
    }
}
