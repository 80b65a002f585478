package dev.plumbline.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Statuses and Events as kubelets and controllers of version 1.34 write them. */
class PodTroublesTest {

    private static final String SIGNING =
            "MountVolume.SetUp failed for volume \"signing\" : secret \"model-signing-key\" not found";

    private static Pod pod(String name, String status) {
        return Serialization.unmarshal("""
                apiVersion: v1
                kind: Pod
                metadata: {name: %s}
                spec: {containers: [{name: scorer}]}
                status: %s
                """.formatted(name, status), Pod.class);
    }

    private static String told(String status) {
        return PodTroubles.of(pod("fraud-a", status)).map(Trouble::message).orElse("");
    }

    private static Event event(String reason, String second, String message) {
        return new EventBuilder()
                .withReason(reason)
                .withLastTimestamp("2026-11-21T10:00:" + second + "Z")
                .withMessage(message)
                .build();
    }

    @Test
    void aPodIsToldByItsOwnStatus() {
        assertThat(told("{conditions: [{type: PodScheduled, status: 'False', message: '0/1 nodes are available:"
                        + " 1 Insufficient memory.'}]}"))
                .isEqualTo("No node takes fraud-a: 0/1 nodes are available: 1 Insufficient memory.");
        assertThat(
                        told(
                                "{containerStatuses: [{name: scorer, image: 's:1', state: {waiting: {reason: ErrImagePull}}}]}"))
                .isEqualTo("fraud-a waits for image s:1 (ImagePullBackOff).");
        assertThat(told("{containerStatuses: [{name: scorer, state: {waiting: {reason: CreateContainerConfigError,"
                        + " message: 'secret \"bearer\" not found'}}}]}"))
                .isEqualTo("fraud-a cannot be made (CreateContainerConfigError): secret \"bearer\" not found.");
        assertThat(told("{containerStatuses: [{name: scorer, state: {waiting: {reason: ContainerCreating}}}]}"))
                .isEmpty();
        assertThat(told("{}")).isEmpty();
    }

    /** Between two ends a container runs for a second; that is no other world. */
    @Test
    void aContainerThatEndsIsToldWhileItRunsAgain() {
        String last = "lastState: {terminated: {exitCode: 1, reason: Error}}";
        String waits =
                "{containerStatuses: [{name: scorer, state: {waiting: {reason: CrashLoopBackOff}}, " + last + "}]}";
        String again = "{containerStatuses: [{name: scorer, started: false, state: {running: {}}, " + last + "}]}";
        assertThat(told(again)).isEqualTo(told(waits)).isEqualTo("fraud-a ends with exit code 1.");
        assertThat(told(again.replace("started: false", "started: true")))
                .as("it came up; what it died of before is over")
                .isEmpty();
    }

    @Test
    void whatARuntimeSaysIsTheSameWithEachTry() {
        String id = "0123456789abcdef".repeat(4);
        assertThat(told("{containerStatuses: [{name: scorer, state: {waiting: {reason: CreateContainerError,"
                        + " message: 'failed to make " + id + " a container.'}}}]}"))
                .isEqualTo("fraud-a cannot be made (CreateContainerError): failed to make … a container.");
    }

    @Test
    void aLongWordOfTheSchedulerIsCut() {
        assertThat(told("{conditions: [{type: PodScheduled, status: 'False', message: '" + "x".repeat(5000) + "'}]}"))
                .hasSizeLessThan(400)
                .endsWith("….");
    }

    @Test
    void podsThatNobodyCanSeeAreToldByTheirDeployment() {
        Deployment refused = Serialization.unmarshal("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: fraud-inference}
                status:
                  conditions:
                  - {type: Available, status: "False", reason: MinimumReplicasUnavailable, message: m}
                  - {type: ReplicaFailure, status: "True", reason: FailedCreate, message: 'pods "fraud-inference-1-x" is
                     forbidden: exceeded quota: few, requested: pods=1, used: pods=2, limited: pods=2'}
                """, Deployment.class);
        assertThat(PodTroubles.of(refused).orElseThrow().message())
                .isEqualTo("No Pod can be made for Deployment fraud-inference: exceeded quota: few, requested: pods=1,"
                        + " used: pods=2, limited: pods=2.");
        refused.getStatus().getConditions().getLast().setMessage("hunter2");
        assertThat(PodTroubles.of(refused).orElseThrow().message())
                .isEqualTo("No Pod can be made for Deployment fraud-inference: the Events of its ReplicaSet say more.");
        refused.getStatus().getConditions().getLast().setStatus("False");
        assertThat(PodTroubles.of(refused)).isEmpty();
    }

    @Test
    void aJobWithoutAPodIsToldByItsLatestEvent() {
        Job job = new JobBuilder().withNewMetadata().withName("v").endMetadata().build();
        Event first = event("FailedCreate", "01", "Error creating: serviceaccount \"default\" not found");
        Event second = event(
                "FailedCreate",
                "31",
                "Error creating: exceeded quota: few, requested: pods=1, used: pods=2," + " limited: pods=2");
        String text = "No Pod can be made for Job v: exceeded quota: few, requested: pods=1, used: pods=2, limited:"
                + " pods=2.";
        assertThat(PodTroubles.uncreated(job, List.of(first, second))
                        .orElseThrow()
                        .message())
                .isEqualTo(text);
        assertThat(PodTroubles.uncreated(job, List.of(second, first))
                        .orElseThrow()
                        .message())
                .isEqualTo(text);
        assertThat(PodTroubles.uncreated(job, List.of(event("FailedCreate", "01", "hunter2")))
                        .orElseThrow()
                        .message())
                .isEqualTo("No Pod can be made for Job v: its Events say more.");
        assertThat(PodTroubles.uncreated(job, List.of())).isEmpty();
    }

    private static String mounting(Event... events) {
        return PodTroubles.of(pod("fraud-a", "{}"), List.of(events))
                .map(Trouble::message)
                .orElse("");
    }

    @Test
    void aVolumeThatIsMissingIsToldByItsName() {
        assertThat(mounting(event("FailedMount", "01", SIGNING)))
                .isEqualTo("fraud-a cannot be made (FailedMount): volume signing: secret \"model-signing-key\" not"
                        + " found.");
        assertThat(mounting(event(
                        "FailedMount",
                        "01",
                        "MountVolume.SetUp failed for volume \"signing\" : references non-existent secret key:"
                                + " cosign.pub")))
                .isEqualTo("fraud-a cannot be made (FailedMount): volume signing: references non-existent secret key:"
                        + " cosign.pub.");
        assertThat(mounting()).isEmpty();
        assertThat(mounting(event("FailedScheduling", "01", "0/1 nodes"))).isEmpty();
    }

    @Test
    void whatADriverWritesIsNotRepeated() {
        assertThat(mounting(event(
                        "FailedMount",
                        "01",
                        "MountVolume.MountDevice failed for volume \"pv\" : rpc: password hunter2")))
                .isEqualTo("fraud-a cannot be made (FailedMount): its Events say more.");
    }

    @Test
    void whichVolumeWasTriedLastChangesNothing() {
        String other = "MountVolume.SetUp failed for volume \"bearer\" : secret \"bearer\" not found";
        String vague = "Unable to attach or mount volumes: unmounted volumes=[signing]: timed out";
        String text = mounting(event("FailedMount", "01", SIGNING), event("FailedMount", "09", other));
        assertThat(text).contains("volume bearer: secret \"bearer\" not found; volume signing: secret");
        assertThat(mounting(
                        event("FailedMount", "30", vague),
                        event("FailedMount", "09", other),
                        event("FailedMount", "11", SIGNING)))
                .isEqualTo(text);
        Event mended = event("FailedMount", "01", SIGNING);
        mended.setLastTimestamp("2026-11-21T09:50:00Z");
        assertThat(mounting(mended, event("FailedMount", "09", other))).doesNotContain("signing");
    }

    @Test
    void onlyAPodThatANodeHasAndThatStandsBeforeItsContainersIsAskedAfter() {
        String scheduled = "{type: PodScheduled, status: 'True'}";
        assertThat(PodTroubles.isBeforeItsContainers(pod("a", "{conditions: [" + scheduled + "]}")))
                .isTrue();
        assertThat(PodTroubles.isBeforeItsContainers(pod(
                        "a", "{conditions: [" + scheduled + ", {type: PodReadyToStartContainers, status: 'True'}]}")))
                .as("a large image is being pulled")
                .isFalse();
        assertThat(PodTroubles.isBeforeItsContainers(pod("a", "{}"))).isFalse();
    }

    @Test
    void ofManyTheGravestIsToldAndTheOthersAreCounted() {
        Trouble crash = new Trouble(4, "CrashLooping", "a ends with exit code 1.");
        Trouble image = new Trouble(1, "ImageCannotBePulled", "b waits for image s:1 (ImagePullBackOff).");
        Trouble quota = new Trouble(0, "FailedCreate", "No Pod can be made.");
        assertThat(PodTroubles.told(Optional.empty(), List.of(crash, image)))
                .isEqualTo("b waits for image s:1 (ImagePullBackOff). 1 more Pod does not come up.");
        assertThat(PodTroubles.told(Optional.of(quota), List.of(image, crash, crash)))
                .isEqualTo("No Pod can be made. b waits for image s:1 (ImagePullBackOff). 2 more Pods do not come up.");
        assertThat(PodTroubles.told(Optional.of(quota), List.of())).isEqualTo("No Pod can be made.");
        assertThat(PodTroubles.told(Optional.empty(), List.of())).isEmpty();
    }
}
