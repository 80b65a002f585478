package dev.plumbline.status;

import static dev.plumbline.status.PlatformStory.condition;
import static dev.plumbline.status.PlatformStory.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.MlPlatformStatus;
import dev.plumbline.api.PlatformPhase;
import dev.plumbline.status.Observed.CloudChange;
import dev.plumbline.status.Observed.CloudSight;
import dev.plumbline.status.Observed.Isolation;
import dev.plumbline.status.Observed.Member;
import dev.plumbline.status.PodState.Cause;
import dev.plumbline.views.Finding;
import dev.plumbline.views.Severity;
import dev.plumbline.views.View;
import org.junit.jupiter.api.Test;

class PlatformStatusesTest {

    private static CloudSight.Seen cloud(int size, boolean healthy, boolean locked) {
        return new CloudSight.Seen("fraud-h2o-0", size, healthy, true, locked, "3.46.0.11", 0);
    }

    @Test
    void readyIsThereFromTheFirstLook() {
        MlPlatformStatus status = PlatformStory.ofThree().look();
        assertThat(said(status, "Ready")).isEqualTo("False/WaitingForMembers");
        assertThat(said(status, "Progressing")).isEqualTo("True/Creating");
        assertThat(said(status, "Degraded")).isEqualTo("False/AsExpected");
        assertThat(status.phase()).isEqualTo(PlatformPhase.PENDING);
    }

    @Test
    void allComponentsMakeItReady() {
        MlPlatformStatus status = PlatformStory.ofThree().everythingRuns().look();
        assertThat(said(status, "Ready")).isEqualTo("True/AllComponentsReady");
        assertThat(said(status, "Available")).isEqualTo("True/ServingTraffic");
        assertThat(said(status, "H2OClusterFormed")).isEqualTo("True/ConsensusReached");
        assertThat(said(status, "MemorySplitEnforced")).isEqualTo("True/HeapIsSixtyPercent");
        assertThat(said(status, "PostgresReady")).isEqualTo("True/PrimaryElected");
        assertThat(said(status, "SyncReplicationSatisfied")).isEqualTo("True/StandbysInSync");
        assertThat(said(status, "FailoverObjectiveMet")).isEqualTo("Unknown/NeverExercised");
        assertThat(said(status, "ContinuousArchiving")).isEqualTo("False/NotRequested");
        assertThat(said(status, "CacheReady")).isEqualTo("True/PrimaryElected");
        assertThat(said(status, "NetworkIsolated")).isEqualTo("Unknown/PoliciesApplied");
        assertThat(said(status, "ViewsCompliant")).isEqualTo("True/NoViolations");
        assertThat(said(status, "Paused")).isEqualTo("False/NotPaused");
        assertThat(status.phase()).isEqualTo(PlatformPhase.READY);
        assertThat(status.h2o().memory().limit()).isEqualTo("10Gi");
        assertThat(status.h2o().memory().xmx()).isEqualTo("6144Mi");
        assertThat(status.h2o().memory().nativeMemory()).isEqualTo("4096Mi");
        assertThat(status.postgres().syncStandbys()).containsExactly("fraud-pg-1");
    }

    @Test
    void equalFactsLaterGiveAnEqualStatus() {
        PlatformStory story = PlatformStory.ready();
        MlPlatformStatus before = story.look();
        assertThat(story.after(3600).look()).isEqualTo(before);
    }

    @Test
    void heapAndNativeMemoryAreToldApart() {
        PlatformStory story = PlatformStory.ready().cloud(cloud(3, false, true));
        MlPlatformStatus heap = story.pod("fraud-h2o-1", "h2o", new PodState.Ended(3, Cause.HEAP))
                .look();
        assertThat(said(heap, "Degraded")).isEqualTo("True/HeapExhausted");
        MlPlatformStatus nativeMemory = story.pod("fraud-h2o-1", "h2o", new PodState.Ended(137, Cause.NATIVE_MEMORY))
                .look();
        assertThat(said(nativeMemory, "Degraded")).isEqualTo("True/NativeMemoryExhausted");
        assertThat(said(nativeMemory, "Ready")).isEqualTo("False/NativeMemoryExhausted");
    }

    @Test
    void whatKeepsPodsFromStartingIsNamed() {
        PlatformStory story = PlatformStory.ofThree();
        assertThat(said(
                        story.pod(
                                        "fraud-pg-0",
                                        "postgres",
                                        new PodState.Unschedulable("0/1 nodes: Insufficient memory."))
                                .look(),
                        "Degraded"))
                .isEqualTo("True/Unschedulable");
        MlPlatformStatus image = story.pod(
                        "fraud-h2o-0", "h2o", new PodState.ImageMissing("localhost/h2o:1", "ImagePullBackOff"))
                .look();
        assertThat(said(image, "Ready")).isEqualTo("False/ImageCannotBePulled");
        assertThat(condition(image, "Degraded").getMessage())
                .contains("fraud-h2o-0", "localhost/h2o:1", "Insufficient memory");
    }

    @Test
    void anEditedHeapIsToldAsLongAsPodsRunWithIt() {
        PlatformStory story = PlatformStory.ready();
        MlPlatformStatus drift =
                story.h2oRunsWith("fraud-h2o-1", "java", "-Xmx9g").look();
        assertThat(said(drift, "MemorySplitEnforced")).isEqualTo("False/PodsNeedRestart");
        assertThat(condition(drift, "MemorySplitEnforced").getMessage()).contains("fraud-h2o-1", "-Xmx6144m");
        MlPlatformStatus back =
                story.everythingRuns().repaired("StatefulSet/fraud-h2o").look();
        assertThat(said(back, "MemorySplitEnforced")).isEqualTo("True/DriftCorrected");
        assertThat(story.look()).isEqualTo(back);
    }

    @Test
    void aLargerHeapThanGivenWasPutInByTheImage() {
        MlPlatformStatus status = PlatformStory.ofThree()
                .everythingRuns()
                .cloud(new CloudSight.Seen("fraud-h2o-0", 3, true, true, false, "3.46.0.11", 9L << 30))
                .look();
        assertThat(said(status, "MemorySplitEnforced")).isEqualTo("False/OverriddenByImage");
    }

    @Test
    void aMissingStandbyBlocksWritesAndSaysSo() {
        MlPlatformStatus status = PlatformStory.ready()
                .members(
                        new Member("fraud-pg-0", "leader", "running", 1),
                        new Member("fraud-pg-1", "replica", "starting", 1))
                .look();
        assertThat(said(status, "SyncReplicationSatisfied")).isEqualTo("False/StandbyMissing");
        assertThat(condition(status, "SyncReplicationSatisfied").getMessage()).contains("writes block");
        assertThat(said(status, "PostgresReady")).isEqualTo("True/PrimaryElected");
        assertThat(said(status, "Available")).isEqualTo("True/ServingTraffic");
    }

    @Test
    void aLostPrimaryIsAFailoverAndANewTimelineIsNotMeasured() {
        PlatformStory story = PlatformStory.ready();
        MlPlatformStatus lost =
                story.members(new Member("fraud-pg-1", "replica", "running", 1)).look();
        assertThat(said(lost, "PostgresReady")).isEqualTo("False/FailoverInProgress");
        MlPlatformStatus won = story.members(
                        new Member("fraud-pg-1", "leader", "running", 2),
                        new Member("fraud-pg-2", "sync_standby", "streaming", 2))
                .look();
        assertThat(said(won, "PostgresReady")).isEqualTo("True/PrimaryElected");
        assertThat(said(won, "FailoverObjectiveMet")).isEqualTo("Unknown/NotMeasured");
        assertThat(won.postgres().timelineID()).isEqualTo(2);
    }

    @Test
    void aLostCacheLeavesThePlatformAvailable() {
        MlPlatformStatus status = PlatformStory.ready()
                .pod("fraud-redis-0", "redis", new PodState.Running(false))
                .look();
        assertThat(said(status, "CacheReady")).isEqualTo("False/CacheDownFailOpen");
        assertThat(said(status, "Available")).isEqualTo("True/ServingTraffic");
        assertThat(said(status, "Ready")).isEqualTo("False/CacheDownFailOpen");
    }

    @Test
    void anUnenforcedPolicyIsToldAndDoesNotPreventReady() {
        MlPlatformStatus status =
                PlatformStory.ready().isolation(Isolation.NOT_ENFORCED).look();
        assertThat(said(status, "NetworkIsolated")).isEqualTo("False/PluginDoesNotEnforce");
        assertThat(said(status, "Ready")).isEqualTo("True/AllComponentsReady");
    }

    @Test
    void aChangeThatNeedsConsentIsUnderWayAndNoLoss() {
        PlatformStory story =
                PlatformStory.ready().asks("{profile: testing, h2o: {nodes: 5, resources: {memory: 10Gi}}}");
        MlPlatformStatus first = story.look();
        assertThat(said(first, "H2OClusterFormed")).isEqualTo("False/WaitingForMembers");
        assertThat(said(first, "Progressing")).isEqualTo("True/Upgrading");
        assertThat(said(first, "Degraded")).isEqualTo("False/AsExpected");
        MlPlatformStatus status = story.change(new CloudChange.NeedsConsent("Annotate to accept."))
                .look();
        assertThat(said(status, "H2OClusterFormed")).isEqualTo("False/RestartNeedsConsent");
        assertThat(said(status, "Progressing")).isEqualTo("True/WaitingForConsent");
        assertThat(said(status, "Degraded")).isEqualTo("False/AsExpected");
    }

    @Test
    void aChangeOfArgumentsIsNotReadyBeforeThePodsHaveIt() {
        PlatformStory story =
                PlatformStory.ready().asks("{profile: testing, h2o: {args: [-quiet], resources: {memory: 10Gi}}}");
        assertThat(said(story.look(), "Ready")).isEqualTo("False/Upgrading");
        story.everythingRuns();
        assertThat(said(story.look(), "Ready")).isEqualTo("True/AllComponentsReady");
    }

    @Test
    void settingsOfTheDatabaseThatAreUnderWayKeepItFromBeingReady() {
        PlatformStory story = PlatformStory.ready().databaseSettled(false);
        assertThat(said(story.look(), "Ready")).isEqualTo("False/Upgrading");
        assertThat(said(story.databaseSettled(true).look(), "Ready")).isEqualTo("True/AllComponentsReady");
    }

    @Test
    void aTemplateThatOnlyTheOperatorChangedWaitsWhileThePlatformIsReady() {
        MlPlatformStatus status = PlatformStory.ready()
                .change(new CloudChange.NeedsConsent("fraud-h2o-0 runs an older template."))
                .look();
        assertThat(said(status, "Ready")).isEqualTo("True/AllComponentsReady");
        assertThat(said(status, "Progressing")).isEqualTo("False/Idle");
        assertThat(condition(status, "Progressing").getMessage()).contains("older template");
    }

    @Test
    void aNameThatIsTakenFails() {
        MlPlatformStatus status =
                PlatformStory.ofThree().foreign("Service/fraud-h2o").look();
        assertThat(said(status, "Ready")).isEqualTo("False/NameTaken");
        assertThat(status.phase()).isEqualTo(PlatformPhase.FAILED);
    }

    @Test
    void aPausedPlatformSaysSo() {
        PlatformStory story = PlatformStory.of("{paused: true, h2o: {resources: {memory: 1Gi}}}");
        MlPlatformStatus status = story.look();
        assertThat(said(status, "Paused")).isEqualTo("True/PausedBySpec");
        assertThat(said(status, "Progressing")).isEqualTo("False/Paused");
        assertThat(status.phase()).isEqualTo(PlatformPhase.PAUSED);
    }

    @Test
    void aPausedPlatformWhoseSpecChangedIsNotReady() {
        PlatformStory story = PlatformStory.ready()
                .asks("{paused: true, profile: testing, h2o: {args: [-quiet], resources: {memory: 10Gi}}}");
        MlPlatformStatus status = story.look();
        assertThat(said(status, "Progressing")).isEqualTo("Unknown/Paused");
        assertThat(said(status, "Ready")).isEqualTo("False/Paused");
        assertThat(status.phase()).isEqualTo(PlatformPhase.PAUSED);
    }

    @Test
    void aSpecThatTurnedInvalidIsReportedAndItsComponentsStand() {
        PlatformStory story = PlatformStory.ready();
        MlPlatformStatus ready = story.look();
        story.platform.getMetadata().setGeneration(2L);
        Finding finding = new Finding(
                "PHY-02",
                View.PHYSICAL,
                Severity.BLOCKING,
                "spec.h2o.memory.heapPercent",
                "90",
                "50-70",
                "Lower it.",
                "heapPercent 90 leaves 1Gi of 10Gi.",
                "docs/rules/PHY-02.md");
        MlPlatformStatus status =
                story.keep(PlatformStatuses.violated(story.platform, story.verdicts(finding), story.now()));
        assertThat(said(status, "Ready")).isEqualTo("False/ViolationsFound");
        assertThat(said(status, "ViewsCompliant")).isEqualTo("False/ViolationsFound");
        assertThat(condition(status, "H2OClusterFormed")).isEqualTo(condition(ready, "H2OClusterFormed"));
        assertThat(status.violations()).singleElement().satisfies(each -> assertThat(each.rule())
                .isEqualTo("PHY-02"));
        assertThat(status.phase()).isEqualTo(PlatformPhase.DEGRADED);
        assertThat(said(story.look(), "Ready")).isEqualTo("True/AllComponentsReady");
    }

    @Test
    void aWorldThatFailsIsSaidWithoutForgettingTheRest() {
        PlatformStory story = PlatformStory.ready();
        MlPlatformStatus status = PlatformStatuses.failing(
                story.platform, "ReconcileFailed", "The API server refused a write.", story.now());
        assertThat(said(status, "Ready")).isEqualTo("False/ReconcileFailed");
        assertThat(said(status, "H2OClusterFormed")).isEqualTo("True/ConsensusReached");
    }
}
