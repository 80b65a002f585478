package dev.plumbline.views.physical;

import dev.plumbline.api.EnvVarSpec;
import dev.plumbline.api.H2oSpec;
import dev.plumbline.api.HeapSpec;
import dev.plumbline.api.ResourcesSpec;
import dev.plumbline.api.ServingSpec;
import dev.plumbline.views.Amount;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.Items;
import dev.plumbline.views.MemorySplit;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.ProfileDefaults;
import dev.plumbline.views.RolloutSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.View;
import java.util.List;
import java.util.Optional;

/** PHY-03: the heap has one owner. */
public final class NoForeignHeapFlags extends Rule {

    public NoForeignHeapFlags() {
        super(RuleCard.firm(
                "PHY-03",
                View.PHYSICAL,
                Gate.WEBHOOK,
                "Heap flag set by hand",
                "-Xmx, -Xms or another flag of the heap, of RAM percentages or of direct memory stands in arguments or in"
                        + " JAVA_*, JDK_* or *_OPTS variables.",
                """
                The last flag on the command line wins, and JAVA_TOOL_OPTIONS is read silently. A second owner of the
                heap breaks the split that keeps XGBoost alive, and nobody sees it until the kernel kills the Pod.""",
                "Remove the flag and set memory.heapPercent (50-70) or resources.memory instead."));
    }

    @Override
    protected void platform(PlatformSubject subject, Findings out) {
        var h2o = subject.h2o();
        var heap = heap(h2o.map(H2oSpec::resources), h2o.map(H2oSpec::memory), Optional.empty());
        Items.each(
                "spec.h2o.jvmArgs",
                h2o.map(H2oSpec::jvmArgs).orElse(null),
                (path, text) -> flags(path, text, heap, out));
        Items.each("spec.h2o.args", h2o.map(H2oSpec::args).orElse(null), (path, text) -> flags(path, text, heap, out));
        environment("spec.h2o.env", h2o.map(H2oSpec::env).orElse(null), heap, out);
    }

    @Override
    protected void rollout(RolloutSubject subject, Findings out) {
        var heap = heap(
                subject.serving().map(ServingSpec::resources),
                subject.serving().map(ServingSpec::memory),
                Optional.of(ProfileDefaults.SERVING_MEMORY));
        environment("spec.serving.env", subject.serving().map(ServingSpec::env).orElse(null), heap, out);
    }

    private static void environment(String path, List<EnvVarSpec> env, String heap, Findings out) {
        Items.each(path, env, (at, variable) -> {
            if (!HeapFlags.readByJvm(variable.name())) {
                return;
            }
            flags(at, variable.value(), heap, out);
            if (variable.valueFrom() != null) {
                out.at(at)
                        .allowed("a plain value without heap flags")
                        .says(
                                "%s %s is read from a Secret, so that its flags cannot be checked against the managed heap%s."
                                        + " Give it as a plain value.",
                                at, variable.name(), heap);
            }
        });
    }

    private static void flags(String path, String text, String heap, Findings out) {
        for (String flag : HeapFlags.in(text)) {
            out.at(path)
                    .found(flag)
                    .allowed("no flag of heap, RAM share or direct memory")
                    .says(
                            "%s \"%s\" conflicts with the managed heap%s. Remove it or change memory.heapPercent.",
                            path, flag, heap);
        }
    }

    private static String heap(Optional<ResourcesSpec> resources, Optional<HeapSpec> heap, Optional<String> fallback) {
        int percent = heap.map(HeapSpec::heapPercent).orElse(MemorySplit.DEFAULT_HEAP_PERCENT);
        return resources
                .map(ResourcesSpec::memory)
                .or(() -> fallback)
                .flatMap(Amount::bytes)
                .map(bytes -> " (" + MemorySplit.of(bytes, percent).heapMebibytes() + "m)")
                .orElse("");
    }
}
