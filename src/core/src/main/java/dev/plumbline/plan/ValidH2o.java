package dev.plumbline.plan;

import static dev.plumbline.plan.ValidPlatforms.orElse;

import dev.plumbline.api.ClusteringSpec;
import dev.plumbline.api.EnvVarSpec;
import dev.plumbline.api.H2oSpec;
import dev.plumbline.plan.ValidPlatform.H2o;
import dev.plumbline.views.MemorySplit;
import dev.plumbline.views.ProfileDefaults;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.List;

/** The H2O part of a platform with its defaults. */
final class ValidH2o {
    /** A heap that cannot grow any more is not mended by waiting; the exit code 3 tells it apart from the kernel's kill. */
    private static final List<String> JVM_ARGS = List.of("-XX:+ExitOnOutOfMemoryError");

    private ValidH2o() {}

    static H2o of(H2oSpec spec, ProfileDefaults profile) {
        if (spec == null || spec.resources() == null || spec.resources().memory() == null) {
            throw new IllegalArgumentException("spec.h2o.resources.memory is required: -Xmx is computed from it");
        }
        ClusteringSpec clustering = orElse(spec.clustering(), new ClusteringSpec(null, null));
        Integer percent = spec.memory() == null ? null : spec.memory().heapPercent();
        return new H2o(
                orElse(spec.version(), ProfileDefaults.H2O_VERSION),
                orElse(spec.image(), ""),
                orElse(spec.nodes(), profile.h2oNodes()),
                ValidCompute.of(spec.resources(), ""),
                orElse(percent, MemorySplit.DEFAULT_HEAP_PERCENT),
                orElse(spec.jvmArgs(), JVM_ARGS),
                orElse(spec.args(), List.of()),
                orElse(spec.env(), List.<EnvVarSpec>of()).stream()
                        .map(ValidH2o::variable)
                        .toList(),
                orElse(clustering.lookupTimeoutSeconds(), Defaults.LOOKUP_TIMEOUT_SECONDS),
                ValidPlatforms.restartsOnMemberLoss(clustering.onMemberLoss()));
    }

    private static EnvVar variable(EnvVarSpec spec) {
        if (spec.valueFrom() == null || spec.valueFrom().secretKeyRef() == null) {
            return PodParts.env(spec.name(), orElse(spec.value(), ""));
        }
        return PodParts.envOfSecret(
                spec.name(),
                spec.valueFrom().secretKeyRef().name(),
                spec.valueFrom().secretKeyRef().key());
    }
}
