package dev.plumbline.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.rollout.ArtifactFacts;
import dev.plumbline.rollout.Verification;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyReportsTest {

    private static final Job RUNNING =
            new JobBuilder().withNewStatus().endStatus().build();
    private static final Job FAILED = new JobBuilder()
            .withNewStatus()
            .addNewCondition()
            .withType("Failed")
            .withStatus("True")
            .withReason("BackoffLimitExceeded")
            .endCondition()
            .endStatus()
            .build();

    private static Pod pod(String second, String message) {
        return new PodBuilder()
                .withNewMetadata()
                .withCreationTimestamp("2026-11-21T10:00:" + second + "Z")
                .endMetadata()
                .withNewStatus()
                .addNewContainerStatus()
                .withName("verify")
                .withNewState()
                .withNewTerminated()
                .withReason("Error")
                .withMessage(message)
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    private static final String FETCH =
            "{\"accepted\": false, \"reason\": \"FetchFailed\", \"message\": \"connection refused\"}";

    @Test
    void acceptedWithWhatItFound() {
        Verification read = VerifyReports.of(RUNNING, List.of(pod("01", """
                {"accepted": true, "reason": "DigestAndMojoValid", "message": "",
                 "report": {"algorithm": "gbm", "mojoVersion": "1.40", "h2oVersion": "3.46.0.11", "trees": 10,
                            "inputs": [{"name": "a"}, {"name": "b"}], "sizeBytes": 42, "estimatedHeapBytes": 99}}
                """)));
        Verification.Accepted accepted = (Verification.Accepted) read;
        assertThat(accepted.artifact()).contains(new ArtifactFacts("gbm", "1.40", "3.46.0.11", 42, 10, 2, 99));
        assertThat(accepted.report()).startsWith("{\"algorithm\":\"gbm\"");
    }

    @Test
    void theNewestTryCounts() {
        assertThat(VerifyReports.of(
                        RUNNING,
                        List.of(
                                pod("01", FETCH),
                                pod("30", "{\"accepted\": true, \"reason\": \"DigestAndMojoValid\"}"))))
                .isEqualTo(new Verification.Accepted(Optional.empty()));
        assertThat(VerifyReports.of(RUNNING, List.of(pod("01", FETCH))))
                .isEqualTo(new Verification.Running("connection refused"));
        assertThat(VerifyReports.of(FAILED, List.of(pod("01", FETCH))))
                .isEqualTo(new Verification.Unreachable("connection refused"));
    }

    @Test
    void refusedIsFinalAtOnce() {
        assertThat(VerifyReports.of(
                        RUNNING,
                        List.of(pod(
                                "01", "{\"accepted\": false, \"reason\": \"DigestMismatch\", \"message\": \"m\"}"))))
                .isEqualTo(new Verification.Refused("DigestMismatch", "m"));
    }

    @Test
    void nobodyTookTheFloorYet() {
        assertThat(VerifyReports.of(RUNNING, List.of())).isEqualTo(new Verification.Running(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{\"accepted\": \"true\", \"reason\": \"DigestAndMojoValid\"}",
                "{\"accepted\": true}",
                "{\"accepted\": true, \"reason\": \"no word\"}",
                "{\"accepted\": true, \"reason\": \"Digest"
            })
    void whatDoesNotFitIsNoVerdict(String message) {
        assertThat(VerifyReports.of(RUNNING, List.of(pod("01", message)))).isEqualTo(new Verification.Running(""));
        assertThat(VerifyReports.of(FAILED, List.of(pod("01", message))))
                .isEqualTo(new Verification.Refused(
                        "VerifyFailed", "the Job ended without a report: BackoffLimitExceeded (Error)"));
    }
}
