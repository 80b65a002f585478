package dev.plumbline.operator.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.operator.observation.H2oCloud;
import dev.plumbline.operator.platform.CloudRestart.Seen;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CloudRestartTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration FORMING = Duration.ofSeconds(240);
    private static final Instant HOUR_AGO = NOW.minus(Duration.ofHours(1));

    @Test
    void leavesAHealthyCloudAlone() {
        assertThat(decide(pods("r1", HOUR_AGO), cloud(true, true, "10.0.0.0", "10.0.0.1"), true, 0))
                .isEmpty();
    }

    @Test
    void asksForConsentBeforeAChangeRestartsAFormedCloud() {
        var formed = cloud(true, true, "10.0.0.0", "10.0.0.1");
        assertThat(decide(pods("r0", HOUR_AGO), formed, false, 0)).get().satisfies(restart -> {
            assertThat(restart.stale()).isTrue();
            assertThat(restart.allowed()).isFalse();
        });
        assertThat(decide(pods("r0", HOUR_AGO), formed, true, 0)).get().matches(CloudRestart::allowed);
    }

    @Test
    void restartsFreelyWhatHasNotFormed() {
        assertThat(decide(pods("r0", NOW), Optional.empty(), false, 0)).get().matches(CloudRestart::allowed);
    }

    @Test
    void seesAMemberThatRunsOutsideALockedCloud() {
        assertThat(decide(pods("r1", HOUR_AGO), cloud(true, true, "10.0.0.0", "10.0.0.9"), false, 0))
                .get()
                .matches(CloudRestart::allowed)
                .extracting(CloudRestart::message)
                .asString()
                .startsWith("fraud-h2o-1 runs outside");
    }

    @Test
    void seesAMemberThatStartedAfterTheCloudWasWholeAtOnce() {
        var pods = List.of(pod(0, "r1", HOUR_AGO, HOUR_AGO), pod(1, "r1", HOUR_AGO, NOW.minusSeconds(1)));
        assertThat(CloudRestart.decide(new Seen(
                        set(),
                        pods,
                        cloud(true, false, "10.0.0.0", "10.0.0.1"),
                        Optional.of(NOW.minusSeconds(600)),
                        false,
                        true,
                        FORMING,
                        0,
                        NOW)))
                .get()
                .matches(CloudRestart::allowed)
                .extracting(CloudRestart::message)
                .asString()
                .startsWith("fraud-h2o-1 was started anew");
    }

    @Test
    void seesACloudThatLostItsLeader() {
        var pods = List.of(pod(0, "r1", HOUR_AGO, NOW.minusSeconds(30)), pod(1, "r1", HOUR_AGO, HOUR_AGO));
        assertThat(CloudRestart.decide(new Seen(
                        set(),
                        pods,
                        Optional.empty(),
                        Optional.of(NOW.minusSeconds(600)),
                        false,
                        true,
                        FORMING,
                        0,
                        NOW)))
                .get()
                .matches(CloudRestart::allowed);
    }

    @Test
    void lossesAreNotSeenInACloudThatIsBeingMade() {
        var two = cloud(true, false, "10.0.0.0");
        var young = pods("r1", NOW.minusSeconds(100));
        var old = pods("r1", NOW.minusSeconds(300));
        assertThat(CloudRestart.decide(new Seen(set(), young, two, Optional.empty(), false, true, FORMING, 0, NOW)))
                .isEmpty();
        assertThat(CloudRestart.decide(new Seen(set(), old, two, Optional.empty(), false, true, FORMING, 0, NOW)))
                .get()
                .matches(CloudRestart::allowed);
    }

    @Test
    void waitsLongerAfterEachRestart() {
        var lost = cloud(false, true, "10.0.0.0", "10.0.0.1");
        assertThat(decide(pods("r1", NOW.minusSeconds(100)), lost, false, 1))
                .get()
                .matches(CloudRestart::allowed);
        assertThat(decide(pods("r1", NOW.minusSeconds(100)), lost, false, 3))
                .get()
                .matches(restart -> !restart.allowed())
                .extracting(CloudRestart::message)
                .asString()
                .contains("Next restart in 140 s");
    }

    @Test
    void waitsWhileMembersAreStillGoing() {
        var going = new PodBuilder(pod(0, "r0", HOUR_AGO, HOUR_AGO))
                .editMetadata()
                .withDeletionTimestamp(NOW.toString())
                .endMetadata()
                .build();
        assertThat(decide(List.of(going), Optional.empty(), true, 0)).isEmpty();
    }

    private static Optional<CloudRestart> decide(
            List<Pod> pods, Optional<H2oCloud> cloud, boolean consent, int restarts) {
        return CloudRestart.decide(
                new Seen(set(), pods, cloud, Optional.of(HOUR_AGO), consent, true, FORMING, restarts, NOW));
    }

    private static StatefulSet set() {
        return new StatefulSetBuilder()
                .withNewMetadata()
                .withName("fraud-h2o")
                .withGeneration(1L)
                .endMetadata()
                .withNewStatus()
                .withObservedGeneration(1L)
                .withUpdateRevision("r1")
                .endStatus()
                .build();
    }

    private static List<Pod> pods(String revision, Instant since) {
        return List.of(pod(0, revision, since, since), pod(1, revision, since, since));
    }

    private static Pod pod(int ordinal, String revision, Instant created, Instant started) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("fraud-h2o-" + ordinal)
                .addToLabels("controller-revision-hash", revision)
                .withCreationTimestamp(created.toString())
                .endMetadata()
                .withNewStatus()
                .withPodIP("10.0.0." + ordinal)
                .addNewContainerStatus()
                .withNewState()
                .withNewRunning()
                .withStartedAt(started.toString())
                .endRunning()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    private static Optional<H2oCloud> cloud(boolean healthy, boolean locked, String... members) {
        return Optional.of(new H2oCloud(
                "fraud-h2o-0", members.length, healthy, true, locked, "3.46.0.11", Set.of(members), 3_600_000));
    }
}
