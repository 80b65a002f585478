package dev.plumbline.operator;

import dev.plumbline.operator.children.OwnerGone;
import dev.plumbline.status.Refusals;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.AggregatedOperatorException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells a failure in one line, for logs and conditions, without a stack. Of what the API server said the reason and the
 * paths of the fields, or which quota is exceeded: its other sentences repeat the values that it refuses.
 */
public final class Failures {

    private static final int LONGEST = 500;
    private static final Pattern WORD = Pattern.compile("[A-Za-z]{1,63}");
    private static final Pattern FIELDS =
            Pattern.compile("[A-Za-z][A-Za-z0-9]*(\\[[0-9]+])*(\\.[A-Za-z][A-Za-z0-9]*(\\[[0-9]+])*)*");

    private Failures() {}

    public static String describe(Throwable failure) {
        String text = one(failure).replaceAll("\\s+", " ").strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    /** Whether this process is ending and broke off what it did; that is no news about the object. */
    public static boolean isInterruption(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof InterruptedException || each instanceof InterruptedIOException) {
                return true;
            }
        }
        return Thread.currentThread().isInterrupted();
    }

    /** Whether there is nobody left to tell it to. */
    public static boolean isOwnerGone(Throwable failure) {
        if (failure instanceof AggregatedOperatorException many) {
            return many.getAggregatedExceptions().values().stream().anyMatch(Failures::isOwnerGone);
        }
        return failure instanceof OwnerGone || failure.getCause() != null && isOwnerGone(failure.getCause());
    }

    private static String one(Throwable failure) {
        if (failure instanceof AggregatedOperatorException many) {
            return many.getAggregatedExceptions().values().stream()
                    .map(Failures::one)
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining("; "));
        }
        if (failure instanceof KubernetesClientException refused && refused.getStatus() != null) {
            return refusal(refused.getStatus());
        }
        if (failure.getCause() != null && failure.getCause() != failure) {
            return one(failure.getCause());
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static String refusal(Status status) {
        String reason = Optional.ofNullable(status.getReason())
                .filter(text -> WORD.matcher(text).matches())
                .or(() -> Optional.ofNullable(status.getCode()).map(code -> "HTTP " + code))
                .orElse("no reason given");
        Optional<StatusDetails> details = Optional.ofNullable(status.getDetails());
        String kind = details.map(StatusDetails::getKind)
                .filter(text -> WORD.matcher(text).matches())
                .map(text -> " to " + text)
                .orElse("");
        String fields = details.map(StatusDetails::getCauses).orElse(List.of()).stream()
                .map(StatusCause::getField)
                .filter(Objects::nonNull)
                .map(Failures::path)
                .filter(path -> !path.isEmpty())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        // Of all sentences the one that is passed on: it consists of names and amounts, and says what to do.
        String more = fields.isEmpty() ? Refusals.quota(Objects.requireNonNullElse(status.getMessage(), "")) : fields;
        return "the API server answered " + reason + kind + (more.isEmpty() ? "" : ": " + more);
    }

    /** As far as it consists of names and indices: the key of a map is a value of somebody. */
    private static String path(String field) {
        Matcher names = FIELDS.matcher(field);
        return names.lookingAt() ? names.group() : "";
    }
}
