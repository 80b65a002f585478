package dev.plumbline.views.physical;

import dev.plumbline.api.SecuritySpec;
import dev.plumbline.api.ServingSpec;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.Items;
import dev.plumbline.views.PlanSubject;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.RolloutSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.View;

/** PHY-13: every Pod keeps to the restricted security standard. */
public final class RestrictedSecurity extends Rule {

    public RestrictedSecurity() {
        super(RuleCard.firm(
                "PHY-13",
                View.PHYSICAL,
                Gate.CRD,
                "Privileged container",
                "a securityContext asks for privileges, root, a writable root file system, namespaces of the host or added"
                        + " capabilities.",
                """
                H2O runs code that its users send. A privileged or root container makes a notebook user the owner of the
                node.""",
                "Remove the setting; all Pods run non-root, with a read-only root and no capabilities."));
    }

    @Override
    protected void platform(PlatformSubject subject, Findings out) {
        for (Part part : Part.of(subject)) {
            judge(part.path() + ".securityContext", part.security(), out);
        }
    }

    @Override
    protected void rollout(RolloutSubject subject, Findings out) {
        judge(
                "spec.serving.securityContext",
                subject.serving().map(ServingSpec::securityContext).orElse(null),
                out);
    }

    @Override
    protected void planned(PlanSubject subject, Findings out) {
        for (var pod : PlannedPod.of(subject)) {
            for (String lapse : pod.lapses()) {
                out.at(pod.path())
                        .found(lapse)
                        .allowed("the restricted security standard")
                        .says("%s would run with %s.", pod.path(), lapse);
            }
        }
    }

    private static void judge(String path, SecuritySpec security, Findings out) {
        if (security == null) {
            return;
        }
        refuse(path, "privileged", security.privileged(), true, out);
        refuse(path, "runAsNonRoot", security.runAsNonRoot(), false, out);
        refuse(path, "readOnlyRootFilesystem", security.readOnlyRootFilesystem(), false, out);
        refuse(path, "allowPrivilegeEscalation", security.allowPrivilegeEscalation(), true, out);
        refuse(path, "hostNetwork", security.hostNetwork(), true, out);
        refuse(path, "hostPID", security.hostPID(), true, out);
        refuse(path, "hostIPC", security.hostIPC(), true, out);
        if (security.runAsUser() != null && security.runAsUser() == 0) {
            finding(path + ".runAsUser", "0", "a user other than 0", "runAsUser 0", out);
        }
        if (security.capabilities() != null
                && !Items.of(security.capabilities().add()).isEmpty()) {
            finding(
                    path + ".capabilities.add",
                    String.join(
                            ", ",
                            security.capabilities().add().stream()
                                    .map(String::valueOf)
                                    .toList()),
                    "no added capabilities",
                    "capabilities.add",
                    out);
        }
    }

    private static void refuse(String path, String field, Boolean value, boolean refused, Findings out) {
        if (value != null && value == refused) {
            finding(
                    path + "." + field,
                    String.valueOf(value),
                    String.valueOf(!refused),
                    refused ? field : field + " false",
                    out);
        }
    }

    private static void finding(String path, String found, String allowed, String what, Findings out) {
        out.at(path)
                .found(found)
                .allowed(allowed)
                .says(
                        "securityContext.%s is not allowed; containers run as non-root with no added capabilities.",
                        what);
    }
}
