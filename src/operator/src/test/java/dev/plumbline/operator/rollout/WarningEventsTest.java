package dev.plumbline.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.status.Trouble;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The API server is asked for Events of what stands still, and of nothing else. */
class WarningEventsTest {

    private static final Instant BEGIN = Instant.parse("2026-11-21T10:00:00Z");

    private final List<String> asked = new ArrayList<>();
    private List<Event> events = List.of();
    private Instant now = BEGIN;

    private final WarningEvents warnings = new WarningEvents(this::read, new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    private List<Event> read(HasMetadata object) {
        asked.add(object.getMetadata().getName());
        return events;
    }

    private static List<Event> event(String reason, String message) {
        return List.of(
                new EventBuilder().withReason(reason).withMessage(message).build());
    }

    private static Job job() {
        return new JobBuilder()
                .withNewMetadata()
                .withName("v")
                .withUid("u")
                .withCreationTimestamp(BEGIN.toString())
                .endMetadata()
                .build();
    }

    private static Pod pod(String name, String more) {
        return Serialization.unmarshal("""
                apiVersion: v1
                kind: Pod
                metadata: {name: %1$s, uid: of-%1$s}
                spec: {containers: [{name: scorer}]}
                status:
                  conditions: [{type: PodScheduled, status: 'True', lastTransitionTime: '%2$s'}%3$s]
                """.formatted(name, BEGIN, more), Pod.class);
    }

    private List<String> told(Pod... pods) {
        return warnings.of(List.of(pods)).stream().map(Trouble::message).toList();
    }

    @Test
    void aJobIsGivenTimeToGetItsPod() {
        events = event("FailedCreate", "Error creating: serviceaccount \"default\" not found");
        now = BEGIN.plusSeconds(5);
        assertThat(warnings.uncreated(job())).isEmpty();
        assertThat(asked).isEmpty();
        now = BEGIN.plusSeconds(6);
        assertThat(warnings.uncreated(job()).orElseThrow().message())
                .isEqualTo("No Pod can be made for Job v: serviceaccount \"default\" not found.");
    }

    @Test
    void whoIsLookedAtEverySecondIsAskedAfterEveryFifteenAndTellsTheSameMeanwhile() {
        events = event("FailedCreate", "Error creating: serviceaccount \"default\" not found");
        now = BEGIN.plusSeconds(6);
        var first = warnings.uncreated(job());
        for (int second = 0; second < 15; second++) {
            now = now.plusSeconds(1);
            assertThat(warnings.uncreated(job())).isEqualTo(first);
        }
        assertThat(asked).hasSize(1);
        now = now.plusSeconds(1);
        events = List.of();
        assertThat(warnings.uncreated(job())).isEmpty();
        assertThat(asked).hasSize(2);
    }

    @Test
    void podsThatStandBeforeTheirContainersAreAskedAfterOnceForAll() {
        events = event("FailedMount", "MountVolume.SetUp failed for volume \"t\" : secret \"bearer\" not found");
        assertThat(told(pod("b", ""), pod("a", ""))).isEmpty();
        now = BEGIN.plusSeconds(11);
        assertThat(told(pod("b", ""), pod("a", "")))
                .containsExactly(
                        "a cannot be made (FailedMount): volume t: secret \"bearer\" not found.",
                        "b cannot be made (FailedMount): volume t: secret \"bearer\" not found.");
        assertThat(asked).containsExactly("a");
    }

    @Test
    void whoseStatusSaysItAndWhoPullsAnImageIsNotAskedAfter() {
        now = BEGIN.plusSeconds(600);
        assertThat(told(pod("a", ", {type: PodReadyToStartContainers, status: 'True'}")))
                .isEmpty();
        Pod waits = pod("b", "");
        waits.getStatus()
                .setContainerStatuses(List.of(new ContainerStatusBuilder()
                        .withImage("s:1")
                        .withNewState()
                        .withNewWaiting("", "ImagePullBackOff")
                        .endState()
                        .build()));
        assertThat(told(waits)).containsExactly("b waits for image s:1 (ImagePullBackOff).");
        assertThat(asked).isEmpty();
    }

    @Test
    void whoMayNotReadEventsGoesOnWithoutThem() {
        var refused = new WarningEvents(
                object -> {
                    throw new KubernetesClientException("forbidden");
                },
                Clock.fixed(BEGIN.plusSeconds(60), ZoneOffset.UTC));
        assertThat(refused.uncreated(job())).isEmpty();
        assertThat(refused.of(List.of(pod("a", "")))).isEmpty();
    }
}
