package dev.plumbline.operator.rollout;

import dev.plumbline.rollout.Verification;
import dev.plumbline.status.PodTroubles;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Why a Job says nothing of its artifact: its Pod was refused, does not start, or ends without a word. */
final class VerifyTroubles {

    private final WarningEvents warnings;
    private final String before;

    /** @param before what was found at the last look; a Job that is over has taken its Pods with it */
    VerifyTroubles(WarningEvents warnings, String before) {
        this.warnings = warnings;
        this.before = before;
    }

    Verification explained(Verification said, Job job, List<Pod> pods) {
        return switch (said) {
            case Verification.Running(String trouble) -> {
                String why = why(job, pods, trouble);
                yield why.isEmpty() ? said : new Verification.Waiting(why);
            }
            case Verification.TimedOut t -> new Verification.TimedOut(before);
            default -> said;
        };
    }

    private String why(Job job, List<Pod> pods, String trouble) {
        Optional<Pod> newest =
                pods.stream().max(Comparator.comparing(p -> p.getMetadata().getCreationTimestamp()));
        if (isEnding(job) || newest.filter(VerifyTroubles::isLeaving).isPresent()) {
            return trouble.isEmpty() ? before : "";
        }
        if (newest.isEmpty()) {
            return PodTroubles.told(warnings.uncreated(job), List.of());
        }
        if (!hasEnded(newest.get())) {
            return PodTroubles.told(Optional.empty(), warnings.of(List.of(newest.get())));
        }
        return trouble.isEmpty() ? "The latest try ended without a report (%s).".formatted(how(newest.get())) : "";
    }

    /** Its Pods are being taken away, and when they are it has failed. */
    private static boolean isEnding(Job job) {
        return Optional.ofNullable(job.getStatus()).map(JobStatus::getConditions).orElse(List.of()).stream()
                .anyMatch(c -> "FailureTarget".equals(c.getType()) && "True".equals(c.getStatus()));
    }

    private static boolean isLeaving(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    private static boolean hasEnded(Pod pod) {
        return VerifyReports.ended(pod).isPresent()
                || Optional.ofNullable(pod.getStatus())
                        .map(PodStatus::getPhase)
                        .filter(PodNews.ENDED::contains)
                        .isPresent();
    }

    private static String how(Pod pod) {
        return VerifyReports.ended(pod)
                .map(ContainerStateTerminated::getReason)
                .or(() -> Optional.ofNullable(pod.getStatus()).map(PodStatus::getReason))
                .orElse("no reason given");
    }
}
