package dev.plumbline.operator.admission;

import dev.plumbline.views.Verdicts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the API server is told.
 *
 * @param refusal empty when allowed
 * @param code HTTP status of a refusal
 */
record Answer(String refusal, int code, List<String> warnings) {

    /** As for a breach of the CRD's own schema, so that kubectl shows both alike. */
    private static final int INVALID = 422;

    private static final int TRY_AGAIN = 503;

    /** The API server drops what is longer. */
    private static final int LONGEST_WARNING = 256;

    Answer {
        warnings = List.copyOf(warnings);
    }

    static Answer of(Verdicts verdicts) {
        return new Answer(verdicts.refusal(), INVALID, verdicts.warnings());
    }

    static Answer refused(String message) {
        return new Answer(message, INVALID, List.of());
    }

    static Answer unavailable(String message) {
        return new Answer(message, TRY_AGAIN, List.of());
    }

    boolean allowed() {
        return refusal.isEmpty();
    }

    /** The answer as the JSON tree of an AdmissionReview. */
    Map<String, Object> toReview(String uid) {
        var response = new LinkedHashMap<String, Object>();
        response.put("uid", uid);
        response.put("allowed", allowed());
        if (!allowed()) {
            response.put(
                    "status",
                    Map.of(
                            "code",
                            code,
                            "reason",
                            code == INVALID ? "Invalid" : "ServiceUnavailable",
                            "message",
                            refusal));
        }
        if (!warnings.isEmpty()) {
            response.put("warnings", warnings.stream().map(Answer::shorten).toList());
        }
        return Map.of("apiVersion", "admission.k8s.io/v1", "kind", "AdmissionReview", "response", response);
    }

    private static String shorten(String warning) {
        return warning.length() <= LONGEST_WARNING ? warning : warning.substring(0, LONGEST_WARNING - 1) + "…";
    }
}
