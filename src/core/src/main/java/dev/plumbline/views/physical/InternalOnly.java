package dev.plumbline.views.physical;

import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.PlanSubject;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.View;
import io.fabric8.kubernetes.api.model.Service;

/** PHY-11: nothing but inference is meant for callers outside, and that goes through the user's own ingress. */
public final class InternalOnly extends Rule {
    private static final String INTERNAL = "Internal";

    public InternalOnly() {
        super(RuleCard.firm(
                "PHY-11",
                View.PHYSICAL,
                Gate.CRD,
                "Internal component exposed",
                "exposure of Postgres, Redis, H2O or Mage is anything but Internal, or a hostPort is set.",
                """
                H2O and Mage run code that callers send, and neither has users of its own. A NodePort, LoadBalancer,
                Ingress or hostPort hands the cluster to whoever finds it.""",
                "Remove exposure and hostPort; reach the component by kubectl port-forward."));
    }

    @Override
    protected void platform(PlatformSubject subject, Findings out) {
        for (Part part : Part.of(subject)) {
            var name = part.path().substring("spec.".length());
            if (part.exposure() != null && !part.exposure().equals(INTERNAL)) {
                out.at(part.path() + ".exposure")
                        .found(part.exposure())
                        .allowed(INTERNAL)
                        .says(
                                "%s.exposure \"%s\" is not allowed: internal components are reachable inside the cluster"
                                        + " only.",
                                name, part.exposure());
            }
            if (part.hostPort() != null) {
                out.at(part.path() + ".hostPort")
                        .found(part.hostPort())
                        .allowed("no hostPort")
                        .says(
                                "%s.hostPort %d is not allowed: internal components are reachable inside the cluster only.",
                                name, part.hostPort());
            }
        }
    }

    @Override
    protected void planned(PlanSubject subject, Findings out) {
        for (var object : subject.objects()) {
            if (object instanceof Service service && service.getSpec() != null) {
                var type = service.getSpec().getType();
                if (type != null && !type.equals("ClusterIP")) {
                    out.at("Service/" + service.getMetadata().getName() + " spec.type")
                            .found(type)
                            .allowed("ClusterIP")
                            .says(
                                    "Service %s would be of type %s.",
                                    service.getMetadata().getName(), type);
                }
            }
        }
    }
}
