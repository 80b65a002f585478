package dev.plumbline.cli.artifact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.artifact.ArtifactReport;
import dev.plumbline.artifact.PrintableText;
import dev.plumbline.mojo.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What became of an artifact, as JSON.
 *
 * @param reason of the condition {@code ArtifactVerified} or {@code ModelLoaded}
 * @param report empty when the artifact was refused before anything was known of it
 */
record Verdict(boolean accepted, String reason, String message, Optional<ArtifactReport> report) {

    static final String ACCEPTED = "DigestAndMojoValid";

    /** What a termination message holds; Kubernetes cuts what is longer, and half a JSON object is none. */
    static final int TERMINATION_BYTES = 4096;

    private static final int MESSAGE_CHARACTERS = 600;

    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    static Verdict accepted(ArtifactReport report, String message) {
        return new Verdict(true, ACCEPTED, message, Optional.of(report));
    }

    static Verdict refused(Refusal refusal) {
        return new Verdict(false, refusal.reason().name(), refusal.message(), Optional.empty());
    }

    Verdict with(ArtifactReport known) {
        return new Verdict(accepted, reason, message, Optional.of(known));
    }

    /** All of it, indented. */
    String pretty() {
        return write(true);
    }

    /** At most 4096 bytes on one line: levels go first, then columns. */
    String compact() {
        Verdict brief = message.length() <= MESSAGE_CHARACTERS
                ? this
                : new Verdict(accepted, reason, PrintableText.of(message, MESSAGE_CHARACTERS), report);
        for (Verdict next : new Verdict[] {
            brief,
            brief.map(ArtifactReport::withoutLevels),
            brief.map(ArtifactReport::withoutColumns),
            new Verdict(accepted, reason, brief.message, Optional.empty())
        }) {
            String text = next.write(false);
            if (text.getBytes(StandardCharsets.UTF_8).length <= TERMINATION_BYTES) {
                return text;
            }
        }
        return new Verdict(accepted, reason, "", Optional.empty()).write(false);
    }

    /** The report within the output of {@code inspect}, or a report alone; empty for any other text. */
    static Optional<ArtifactReport> reportOf(byte[] json) {
        try {
            JsonNode root = JSON.readTree(json);
            JsonNode report = root.has("report") ? root.get("report") : root;
            return report.isObject() && report.has("schema")
                    ? Optional.of(JSON.treeToValue(report, ArtifactReport.class))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException noReport) {
            return Optional.empty();
        }
    }

    private Verdict map(UnaryOperator<ArtifactReport> change) {
        return new Verdict(accepted, reason, message, report.map(change));
    }

    private String write(boolean indented) {
        ObjectNode root = JSON.createObjectNode();
        root.put("accepted", accepted).put("reason", reason).put("message", message);
        report.ifPresent(known -> root.set("report", JSON.valueToTree(known)));
        try {
            return PrintableText.ofJson(
                    indented
                            ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root)
                            : JSON.writeValueAsString(root));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
