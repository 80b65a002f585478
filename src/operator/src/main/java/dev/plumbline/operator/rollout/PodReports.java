package dev.plumbline.operator.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.rollout.ArtifactFacts;
import dev.plumbline.rollout.CacheReport;
import dev.plumbline.rollout.PodReport;
import dev.plumbline.rollout.Recent;
import dev.plumbline.rollout.ServedModel;
import dev.plumbline.rollout.Strategy;
import dev.plumbline.rollout.SwapReport;
import dev.plumbline.rollout.TargetReport;
import dev.plumbline.rollout.TargetState;
import dev.plumbline.rollout.TrialReport;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reads what a Pod says of itself. Anything that does not fit counts as no answer: nothing is decided from half a one. */
final class PodReports {

    /** Longer messages of Pods are cut; they go into conditions. */
    private static final int LONGEST_MESSAGE = 1024;

    private PodReports() {}

    static PodReport read(String pod, boolean ready, Optional<JsonNode> answer) {
        return answer.flatMap(json -> parse(pod, ready, json)).orElseGet(() -> PodReport.unreachable(pod, ready));
    }

    private static Optional<PodReport> parse(String pod, boolean ready, JsonNode json) {
        Optional<JsonNode> target = object(json, "target");
        Optional<TargetReport> report = target.flatMap(PodReports::target);
        if (!json.path("epoch").isIntegralNumber() || target.isPresent() != report.isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new PodReport(
                pod,
                ready,
                true,
                json.path("epoch").asLong(),
                object(json, "active").map(PodReports::model),
                report,
                object(json, "lastSwap").map(PodReports::swap),
                object(json, "trial").flatMap(PodReports::trial),
                object(json, "recent").map(PodReports::recent),
                object(json, "cache").flatMap(PodReports::cache),
                cut(json.path("recordTrouble").asText(""))));
    }

    /** A trial of a kind that is not known here is none. */
    private static Optional<TrialReport> trial(JsonNode json) {
        JsonNode shadow = json.path("shadow");
        return Arrays.stream(Strategy.Kind.values())
                .filter(k -> k.name().equals(json.path("mode").asText()))
                .findFirst()
                .map(kind -> new TrialReport(
                        kind,
                        json.path("percent").asInt(),
                        json.path("step").asInt(),
                        json.path("digest").asText(),
                        json.path("requests").asLong(),
                        json.path("http5xx").asLong(),
                        json.path("p99Milliseconds").asDouble(),
                        json.path("longestMilliseconds").asDouble(),
                        new TrialReport.Shadow(
                                shadow.path("compared").asLong(),
                                shadow.path("different").asLong(),
                                shadow.path("labels").asLong(),
                                shadow.path("maxAbsDifference").asDouble(),
                                shadow.path("meanAbsDifference").asDouble(),
                                shadow.path("dropped").asLong())));
    }

    /** A Pod whose cache is switched off by its settings has nothing to decide. */
    private static Optional<CacheReport> cache(JsonNode json) {
        String mode = json.path("mode").asText("");
        return mode.isEmpty() || mode.equals("Never")
                ? Optional.empty()
                : Optional.of(new CacheReport(
                        mode,
                        json.path("version").asText(""),
                        json.path("use").asText(""),
                        cut(json.path("because").asText("")),
                        number(json.path("scoreMicros")),
                        number(json.path("lookupMicros")),
                        number(json.path("redisMicros"))));
    }

    private static OptionalDouble number(JsonNode json) {
        return json.isNumber() ? OptionalDouble.of(json.asDouble()) : OptionalDouble.empty();
    }

    private static Recent recent(JsonNode json) {
        return new Recent(
                json.path("requests").asLong(),
                json.path("http5xx").asLong(),
                json.path("p99Milliseconds").asDouble(),
                json.path("longestMilliseconds").asDouble());
    }

    private static Optional<TargetReport> target(JsonNode json) {
        String word = json.path("state").asText();
        return Arrays.stream(TargetState.values())
                .filter(s -> s.name().equalsIgnoreCase(word))
                .findFirst()
                .map(state -> new TargetReport(
                        model(json),
                        state,
                        json.path("reason").asText(""),
                        cut(json.path("message").asText("")),
                        json.path("warmupP99Milliseconds").isNumber()
                                ? OptionalDouble.of(
                                        json.path("warmupP99Milliseconds").asDouble())
                                : OptionalDouble.empty(),
                        json.path("warmMilliseconds").isIntegralNumber()
                                ? OptionalLong.of(json.path("warmMilliseconds").asLong())
                                : OptionalLong.empty()));
    }

    private static ServedModel model(JsonNode json) {
        return new ServedModel(
                json.path("name").asText(),
                json.path("version").asText(),
                json.path("digest").asText(),
                object(json, "artifact").map(PodReports::artifact));
    }

    private static ArtifactFacts artifact(JsonNode json) {
        return new ArtifactFacts(
                json.path("algorithm").asText(),
                json.path("mojoVersion").asText(),
                json.path("h2oVersion").asText(),
                json.path("sizeBytes").asLong(),
                json.path("trees").asInt(),
                json.path("inputs").asInt(),
                json.path("estimatedHeapBytes").asLong());
    }

    private static SwapReport swap(JsonNode json) {
        return new SwapReport(
                json.path("epoch").asLong(),
                json.path("atEpochMillis").asLong(),
                json.path("windowRequests").asLong(),
                json.path("windowHttp5xx").asLong(),
                json.path("http5xx").asLong(),
                json.path("p99BeforeMilliseconds").asDouble(),
                json.path("p99DuringMilliseconds").asDouble(),
                json.path("longestMilliseconds").asDouble(),
                json.path("stallMilliseconds").asDouble(),
                json.path("requests").asLong());
    }

    private static Optional<JsonNode> object(JsonNode json, String field) {
        return Optional.of(json.path(field)).filter(JsonNode::isObject);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE);
    }
}
