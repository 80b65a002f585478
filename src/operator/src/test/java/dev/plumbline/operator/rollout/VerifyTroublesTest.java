package dev.plumbline.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.rollout.Verification;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Why a Job says nothing, by what its Pods and Events look like. */
class VerifyTroublesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:05:00Z");
    private static final String FETCH =
            "{\"accepted\": false, \"reason\": \"FetchFailed\", \"message\": \"connection refused\"}";
    private static final String NO_NODE =
            "{conditions: [{type: PodScheduled, status: 'False', message: 0/1 nodes are available}]}";

    private final List<Event> events = new ArrayList<>();
    private String before = "";

    private Verification look(String conditions, Pod... pods) {
        Job job = Serialization.unmarshal("""
                apiVersion: batch/v1
                kind: Job
                metadata: {name: v, uid: u, creationTimestamp: '2026-11-21T10:00:00Z'}
                status: {conditions: [%s]}
                """.formatted(conditions), Job.class);
        var warnings = new WarningEvents(object -> events, Clock.fixed(NOW, ZoneOffset.UTC));
        return new VerifyTroubles(warnings, before).explained(VerifyReports.of(job, List.of(pods)), job, List.of(pods));
    }

    private static Pod pod(String name, String second, String status) {
        return Serialization.unmarshal("""
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, uid: of-%1$s, creationTimestamp: '2026-11-21T10:00:%sZ'}
                spec: {containers: [{name: verify}]}
                status: %s
                """.formatted(name, second, status), Pod.class);
    }

    private static Pod ended(String name, String second, String reason, String message) {
        return pod(
                name,
                second,
                "{phase: Failed, containerStatuses: [{name: verify, state: {terminated: {exitCode: 137, reason: "
                        + reason + ", message: '" + message + "'}}}]}");
    }

    private static Verification waits(String why) {
        return new Verification.Waiting(why);
    }

    @Test
    void aPodThatIsRefusedIsToldByTheEventsOfItsJob() {
        assertThat(look("")).as("nothing is known").isEqualTo(new Verification.Running(""));
        events.add(new EventBuilder()
                .withReason("FailedCreate")
                .withMessage("Error creating: pods \"v-abcde\" is forbidden: exceeded quota: few, requested: pods=1,"
                        + " used: pods=2, limited: pods=2")
                .build());
        assertThat(look(""))
                .isEqualTo(waits("No Pod can be made for Job v: exceeded quota: few, requested: pods=1, used: pods=2,"
                        + " limited: pods=2."));
    }

    @Test
    void aPodThatDoesNotStartIsToldByItself() {
        assertThat(look("", pod("v-a", "01", NO_NODE))).isEqualTo(waits("No node takes v-a: 0/1 nodes are available."));
        assertThat(look("", ended("v-a", "01", "Error", FETCH), pod("v-b", "30", NO_NODE)))
                .as("what stands in the way now, not the try before")
                .isEqualTo(waits("No node takes v-b: 0/1 nodes are available."));
        assertThat(look("", pod("v-a", "01", "{}"))).isEqualTo(new Verification.Running(""));
    }

    @Test
    void aSecretThatIsMissingIsToldByTheEventsOfThePod() {
        events.add(new EventBuilder()
                .withReason("FailedMount")
                .withMessage("MountVolume.SetUp failed for volume \"signing\" : secret \"model-signing-key\" not found")
                .build());
        Pod stands = pod(
                "v-a",
                "01",
                "{conditions: [{type: PodScheduled, status: 'True', lastTransitionTime: '2026-11-21T10:00:02Z'}]}");
        assertThat(look("", stands))
                .isEqualTo(waits(
                        "v-a cannot be made (FailedMount): volume signing: secret \"model-signing-key\" not found."));
    }

    @Test
    void aTryThatEndsWithoutAWordIsTold() {
        assertThat(look("", ended("v-a", "01", "OOMKilled", "")))
                .isEqualTo(waits("The latest try ended without a report (OOMKilled)."));
        assertThat(look("", pod("v-a", "01", "{phase: Failed, reason: Evicted}")))
                .isEqualTo(waits("The latest try ended without a report (Evicted)."));
        assertThat(look("", ended("v-a", "01", "Error", FETCH)))
                .as("a store that is away is told as before")
                .isEqualTo(new Verification.Running("connection refused"));
    }

    @Test
    void aJobThatIsOverTellsWhatWasFoundBefore() {
        String failed = "{type: Failed, status: 'True', reason: DeadlineExceeded}";
        assertThat(look(failed)).isEqualTo(new Verification.TimedOut(""));
        before = "No node takes v-a: 0/1 nodes are available.";
        assertThat(look(failed)).isEqualTo(new Verification.TimedOut(before));
        assertThat(look("{type: FailureTarget, status: 'True', reason: DeadlineExceeded}"))
                .as("its Pods are gone a moment before it has failed")
                .isEqualTo(waits(before));
        Pod leaving = pod("v-a", "01", "{}");
        leaving.getMetadata().setDeletionTimestamp("2026-11-21T10:04:59Z");
        assertThat(look("", leaving)).isEqualTo(waits(before));
        assertThat(look(failed, ended("v-a", "01", "OOMKilled", "")))
                .isEqualTo(new Verification.Refused(
                        "VerifyFailed", "the Job ended without a report: DeadlineExceeded (OOMKilled)"));
        assertThat(look(
                        "",
                        ended("v-a", "01", "Completed", "{\"accepted\": true, \"reason\": \"DigestAndMojoValid\"}")))
                .isInstanceOf(Verification.Accepted.class);
    }
}
