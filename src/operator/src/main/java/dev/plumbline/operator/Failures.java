package dev.plumbline.operator;

import dev.plumbline.operator.children.OwnerGone;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.AggregatedOperatorException;
import java.io.InterruptedIOException;
import java.util.stream.Collectors;

/** Tells a failure in one line, for logs and conditions: what the API server said, without a stack. */
public final class Failures {

    private static final int LONGEST = 500;

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
        if (failure instanceof KubernetesClientException refused
                && refused.getStatus() != null
                && refused.getStatus().getMessage() != null) {
            return refused.getStatus().getMessage();
        }
        if (failure.getCause() != null && failure.getCause() != failure) {
            return one(failure.getCause());
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
