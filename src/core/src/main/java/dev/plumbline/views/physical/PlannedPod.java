package dev.plumbline.views.physical;

import dev.plumbline.views.Amount;
import dev.plumbline.views.PlanSubject;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A Pod template of a plan and one container of it. */
record PlannedPod(String path, PodTemplateSpec template, Container container) {

    static List<PlannedPod> of(PlanSubject subject) {
        return subject.objects().stream().flatMap(PlannedPod::of).toList();
    }

    private static Stream<PlannedPod> of(HasMetadata object) {
        var template =
                switch (object) {
                    case StatefulSet set -> set.getSpec().getTemplate();
                    case Deployment deployment -> deployment.getSpec().getTemplate();
                    default -> null;
                };
        if (template == null) {
            return Stream.empty();
        }
        var spec = template.getSpec();
        return Stream.concat(spec.getInitContainers().stream(), spec.getContainers().stream())
                .map(container -> new PlannedPod(
                        object.getKind() + "/" + object.getMetadata().getName() + " container " + container.getName(),
                        template,
                        container));
    }

    boolean runsJava() {
        return words().anyMatch(each -> each.equals("java") || each.endsWith("/java"));
    }

    /** The bytes of a flag that stands there exactly once, such as {@code -Xmx614m}. */
    Optional<Long> onlyFlag(String prefix) {
        var all = words().filter(each -> each.startsWith(prefix)).toList();
        return all.size() == 1 ? mebibytes(all.getFirst().substring(prefix.length())) : Optional.empty();
    }

    /** The planner writes whole MiB; anything else is not its work. */
    private static Optional<Long> mebibytes(String text) {
        return text.matches("[0-9]{1,12}m")
                ? Optional.of(Long.parseLong(text.substring(0, text.length() - 1)) << 20)
                : Optional.empty();
    }

    private Stream<String> words() {
        return Stream.concat(container.getCommand().stream(), container.getArgs().stream());
    }

    Optional<Long> memoryLimit() {
        return memory(
                container.getResources() == null
                        ? null
                        : container.getResources().getLimits());
    }

    Optional<Long> memoryRequest() {
        return memory(
                container.getResources() == null
                        ? null
                        : container.getResources().getRequests());
    }

    private static Optional<Long> memory(Map<String, Quantity> amounts) {
        return Optional.ofNullable(amounts)
                .map(each -> each.get("memory"))
                .map(Quantity::toString)
                .flatMap(Amount::bytes);
    }

    /** What falls short of the restricted security standard. */
    List<String> lapses() {
        var lapses = new ArrayList<String>();
        var security = container.getSecurityContext();
        var pod = template.getSpec();
        if (security == null || Boolean.TRUE.equals(security.getPrivileged())) {
            lapses.add("no restricted securityContext");
            return lapses;
        }
        if (!Boolean.FALSE.equals(security.getAllowPrivilegeEscalation())) {
            lapses.add("privilege escalation");
        }
        if (!Boolean.TRUE.equals(security.getReadOnlyRootFilesystem())) {
            lapses.add("a writable root file system");
        }
        if (security.getCapabilities() == null
                || !security.getCapabilities().getDrop().contains("ALL")) {
            lapses.add("capabilities");
        }
        boolean nonRoot = Boolean.TRUE.equals(security.getRunAsNonRoot())
                || pod.getSecurityContext() != null
                        && Boolean.TRUE.equals(pod.getSecurityContext().getRunAsNonRoot());
        if (!nonRoot) {
            lapses.add("a user that may be root");
        }
        if (Boolean.TRUE.equals(pod.getHostNetwork())
                || Boolean.TRUE.equals(pod.getHostPID())
                || Boolean.TRUE.equals(pod.getHostIPC())) {
            lapses.add("namespaces of the host");
        }
        return lapses;
    }
}
