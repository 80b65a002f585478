package dev.plumbline.operator.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.plan.VerifyJob;
import dev.plumbline.rollout.ArtifactFacts;
import dev.plumbline.rollout.Rejection;
import dev.plumbline.rollout.Verification;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a Job's Pods left as their last words. The process that wrote them had hostile bytes before it, so they are read as
 * such: a shape that does not fit is no verdict, reasons are words of the API, texts are cut.
 */
final class VerifyReports {

    /** The Job ended without a word of its Pods, such as those that were killed for their memory. */
    private static final String NO_REPORT = "VerifyFailed";

    /** Of a Job that is ended for its time; Pods that it has then are taken away with it. */
    private static final String OUT_OF_TIME = "DeadlineExceeded";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_MESSAGE = 1024;
    private static final int LONGEST_REPORT = 4096;
    private static final String REASON = "[A-Z][A-Za-z0-9]{1,63}";

    private VerifyReports() {}

    static Verification of(Job job, List<Pod> pods) {
        List<ContainerStateTerminated> ended = pods.stream()
                .sorted(Comparator.comparing((Pod p) -> p.getMetadata().getCreationTimestamp())
                        .reversed())
                .flatMap(pod -> ended(pod).stream())
                .toList();
        Optional<Verification> said =
                ended.stream().flatMap(e -> read(e.getMessage()).stream()).findFirst();
        if (said.isPresent() && !(said.get() instanceof Verification.Unreachable)) {
            return said.get();
        }
        String trouble = said.map(u -> ((Verification.Unreachable) u).message()).orElse("");
        Optional<JobCondition> failed = Optional.ofNullable(job.getStatus()).flatMap(s -> s.getConditions().stream()
                .filter(c -> "Failed".equals(c.getType()) && "True".equals(c.getStatus()))
                .findFirst());
        if (failed.isEmpty()) {
            return new Verification.Running(trouble);
        }
        if (said.isPresent()) {
            return new Verification.Unreachable(trouble);
        }
        String reason = failed.get().getReason();
        if (ended.isEmpty() && OUT_OF_TIME.equals(reason)) {
            return new Verification.TimedOut("");
        }
        String how = ended.stream()
                .map(ContainerStateTerminated::getReason)
                .findFirst()
                .orElse("no Pod is left to ask");
        return new Verification.Refused(NO_REPORT, "the Job ended without a report: %s (%s)".formatted(reason, how));
    }

    static Optional<ContainerStateTerminated> ended(Pod pod) {
        return Optional.ofNullable(pod.getStatus()).flatMap(status -> status.getContainerStatuses().stream()
                .filter(c -> VerifyJob.CONTAINER.equals(c.getName()))
                .map(ContainerStatus::getState)
                .filter(Objects::nonNull)
                .map(ContainerState::getTerminated)
                .filter(Objects::nonNull)
                .findFirst());
    }

    private static Optional<Verification> read(String message) {
        try {
            JsonNode json = JSON.readTree(message == null ? "" : message);
            String reason = json.path("reason").asText("");
            if (!json.path("accepted").isBoolean() || !reason.matches(REASON)) {
                return Optional.empty();
            }
            String text = cut(json.path("message").asText(""));
            if (json.path("accepted").asBoolean()) {
                return Optional.of(new Verification.Accepted(artifact(json.path("report")), report(json)));
            }
            return Optional.of(
                    reason.equals(Rejection.FETCH_FAILED)
                            ? new Verification.Unreachable(text)
                            : new Verification.Refused(reason, text));
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<ArtifactFacts> artifact(JsonNode report) {
        if (!report.isObject()) {
            return Optional.empty();
        }
        JsonNode inputs = report.path("inputs");
        return Optional.of(new ArtifactFacts(
                cut(report.path("algorithm").asText("")),
                cut(report.path("mojoVersion").asText("")),
                cut(report.path("h2oVersion").asText("")),
                report.path("sizeBytes").asLong(),
                report.path("trees").asInt(),
                inputs.isArray() ? inputs.size() : inputs.asInt(),
                report.path("estimatedHeapBytes").asLong()));
    }

    /** No longer than a termination message can be; it is kept in the record. */
    private static String report(JsonNode json) {
        String text = json.path("report").isObject() ? json.path("report").toString() : "";
        return text.length() <= LONGEST_REPORT ? text : "";
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE);
    }
}
