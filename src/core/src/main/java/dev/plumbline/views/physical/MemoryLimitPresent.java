package dev.plumbline.views.physical;

import dev.plumbline.api.H2oSpec;
import dev.plumbline.api.PostgresSpec;
import dev.plumbline.api.RedisSpec;
import dev.plumbline.api.ResourcesSpec;
import dev.plumbline.api.ServingSpec;
import dev.plumbline.views.Amount;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.PlanSubject;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.RolloutSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.View;
import java.math.BigDecimal;

/** PHY-01: the heap is computed from the memory limit, so there must be one that can be read. */
public final class MemoryLimitPresent extends Rule {

    /** No JVM starts in less; such a limit is a number whose unit was forgotten. */
    private static final long SMALLEST = 64L << 20;

    /** More cores than a node has; the unit m was forgotten. */
    private static final BigDecimal MOST_CORES = BigDecimal.valueOf(1024);

    public MemoryLimitPresent() {
        super(RuleCard.firm(
                "PHY-01",
                View.PHYSICAL,
                Gate.CRD,
                "Memory limit missing",
                "the memory of H2O is absent, resources of serving are given without memory, or a quantity of cpu or"
                        + " memory cannot be read.",
                """
                The operator computes -Xmx, the bound for direct memory and the native share from the container's
                memory limit. Without a limit the JVM sizes itself by the node and the kernel kills its neighbours.""",
                "Set resources.memory, for example 10Gi; requests and limits become equal."));
    }

    @Override
    protected void platform(PlatformSubject subject, Findings out) {
        var h2o = subject.h2o().map(H2oSpec::resources);
        required("spec.h2o.resources", h2o.orElse(null), out);
        subject.postgres()
                .map(PostgresSpec::resources)
                .ifPresent(given -> quantities("spec.postgres.resources", given, out));
        subject.redis().map(RedisSpec::resources).ifPresent(given -> quantities("spec.redis.resources", given, out));
        subject.mage().map(mage -> mage.resources()).ifPresent(given -> quantities("spec.mage.resources", given, out));
    }

    @Override
    protected void rollout(RolloutSubject subject, Findings out) {
        subject.serving()
                .map(ServingSpec::resources)
                .ifPresent(given -> required("spec.serving.resources", given, out));
    }

    @Override
    protected void planned(PlanSubject subject, Findings out) {
        for (var pod : PlannedPod.of(subject)) {
            if (pod.memoryLimit().isEmpty()) {
                out.at(pod.path()).allowed("a memory limit").says("%s would run without a memory limit.", pod.path());
            } else if (!pod.memoryRequest().equals(pod.memoryLimit())) {
                out.at(pod.path())
                        .allowed("requests.memory = limits.memory")
                        .says("%s would request another amount of memory than it may use.", pod.path());
            }
        }
    }

    private static void required(String path, ResourcesSpec given, Findings out) {
        if (given == null || given.memory() == null) {
            out.at(path + ".memory")
                    .allowed("a quantity such as 10Gi")
                    .mend("Set " + path + ".memory, for example 10Gi.")
                    .says("%s.memory is required: -Xmx is computed from it. Example: 10Gi.", path);
        }
        if (given != null) {
            quantities(path, given, out);
            Amount.bytes(given.memory()).filter(bytes -> bytes < SMALLEST).ifPresent(bytes -> out.at(path + ".memory")
                    .found(given.memory())
                    .allowed("at least 64Mi")
                    .mend("Name the unit, for example 10Gi.")
                    .says(
                            "%s.memory %s is less than a JVM needs to start; is the unit missing? Example: 10Gi.",
                            path, given.memory()));
        }
    }

    private static void quantities(String path, ResourcesSpec given, Findings out) {
        readable(path + ".memory", given.memory(), "10Gi", out);
        readable(path + ".cpu", given.cpu(), "500m or 2", out);
        if (Amount.parse(given.cpu()) instanceof Amount.Of cores
                && cores.value().compareTo(MOST_CORES) > 0) {
            out.at(path + ".cpu")
                    .found(given.cpu())
                    .allowed("at most " + MOST_CORES)
                    .mend("Write a quantity such as 500m or 2.")
                    .says("%s.cpu \"%s\" is more than any machine has. Example: 500m or 2.", path, given.cpu());
        }
    }

    private static void readable(String path, String text, String example, Findings out) {
        if (text != null && Amount.parse(text) instanceof Amount.Unreadable unreadable) {
            out.at(path)
                    .found(text)
                    .allowed("a quantity such as " + example)
                    .mend("Write a quantity such as " + example + ".")
                    .says("%s \"%s\" %s. Example: %s.", path, text, unreadable.why(), example);
        }
    }
}
