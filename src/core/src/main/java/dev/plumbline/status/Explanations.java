package dev.plumbline.status;

import static dev.plumbline.rollout.Hindrances.because;

import dev.plumbline.rollout.RolloutState;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** Adds to what the conditions say why Pods do not come up, where that is what they wait for. */
final class Explanations {

    private static final String ARTIFACT_VERIFIED = "ArtifactVerified";
    static final String NOT_VERIFIED = "NotVerifiedYet";
    static final String NOT_LOOKED_AT = "the artifact was not looked at yet";

    private Explanations() {}

    static List<Answer> added(RolloutSight sight, List<Answer> answers) {
        return answers.stream()
                .map(a -> new Answer(a.type(), a.status(), a.reason(), because(a.message(), why(sight, a))))
                .toList();
    }

    /** Of a status as it was last written: why the Pod that looks at an artifact did not run, or empty. */
    static String notLookedAt(List<Condition> told) {
        String begin = NOT_LOOKED_AT + ". ";
        return told.stream()
                .filter(c -> ARTIFACT_VERIFIED.equals(c.getType()) && NOT_VERIFIED.equals(c.getReason()))
                .map(Condition::getMessage)
                .filter(message -> message != null && message.startsWith(begin))
                .map(message -> message.substring(begin.length()))
                .findFirst()
                .orElse("");
    }

    private static String why(RolloutSight sight, Answer answer) {
        // What was given up, or may not begin, waits for no Pod.
        boolean stopped = sight.rejection().isPresent() || sight.wanted().hold().isPresent();
        boolean asked = !answer.isTrue() && !stopped;
        return switch (answer.type()) {
            case ARTIFACT_VERIFIED -> answer.reason().equals(NOT_VERIFIED) ? sight.waits() : "";
            case "ModelLoaded" -> asked ? sight.hindrance() : "";
            case "Available" -> answer.isTrue() ? "" : sight.hindrances().live();
            case "Ready" ->
                !asked
                        ? ""
                        : answer.reason().equals("PodsNotReady")
                                ? sight.hindrances().live()
                                : sight.unfinished();
            case "Progressing" -> !stopped && isPreparing(sight.state()) ? sight.unfinished() : "";
            default -> "";
        };
    }

    private static boolean isPreparing(RolloutState state) {
        return switch (state) {
            case RolloutState.Pending p -> true;
            case RolloutState.Verifying v -> true;
            case RolloutState.Loading l -> true;
            case RolloutState.WarmingUp w -> true;
            default -> false;
        };
    }
}
