package dev.plumbline.views.physical;

import dev.plumbline.api.H2oSpec;
import dev.plumbline.api.H2oStatus;
import dev.plumbline.api.HeapSpec;
import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.MlPlatformStatus;
import dev.plumbline.api.ResourcesSpec;
import dev.plumbline.views.Amount;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.Input;
import dev.plumbline.views.MemorySplit;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.ProfileDefaults;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.Subject;
import dev.plumbline.views.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** PHY-06: nobody loses the frames in memory by accident. */
public final class RestartConsent extends Rule {

    /** The value is the generation that the change makes, so that one consent serves one change. */
    public static final String ANNOTATION = "plumbline.dev/allow-restart";

    public RestartConsent() {
        super(RuleCard.firm(
                "PHY-06",
                View.PHYSICAL,
                Gate.WEBHOOK,
                "Restart of a formed cloud without consent",
                "nodes, memory, heap share, version or image of a formed H2O cloud changes and the annotation"
                        + " plumbline.dev/allow-restart does not name the generation that the change makes.",
                """
                An H2O cloud cannot change its members or its heap while it runs: all nodes restart and every frame and
                model in memory is lost. The consent is asked for once per change.""",
                "Annotate plumbline.dev/allow-restart with the number that the message names, in the same update."));
    }

    @Override
    public Set<Input> needs(Subject subject) {
        return subject instanceof PlatformSubject ? Set.of(Input.PREVIOUS) : Set.of();
    }

    @Override
    protected void platform(PlatformSubject subject, Findings out) {
        subject.before().filter(before -> formed(before.object())).ifPresent(before -> {
            var changed = changed(before, subject);
            long generation =
                    Optional.ofNullable(before.metadata().getGeneration()).orElse(0L) + 1;
            var consent = String.valueOf(generation);
            if (!changed.isEmpty() && !consent.equals(subject.annotations().get(ANNOTATION))) {
                out.at(changed.getFirst())
                        .found(String.join(", ", changed))
                        .allowed("annotation " + ANNOTATION + ": \"" + consent + "\"")
                        .mend("Annotate " + ANNOTATION + ": \"" + consent + "\" in the same update to accept.")
                        .says(
                                "this change restarts all %d H2O nodes and drops in-memory frames; annotate %s: \"%s\" to"
                                        + " accept.",
                                nodes(before), ANNOTATION, consent);
            }
        });
    }

    private static List<String> changed(PlatformSubject before, PlatformSubject now) {
        var changed = new ArrayList<String>();
        if (nodes(before) != nodes(now)) {
            changed.add("spec.h2o.nodes");
        }
        if (!memory(before).equals(memory(now))) {
            changed.add("spec.h2o.resources.memory");
        }
        if (heapPercent(before) != heapPercent(now)) {
            changed.add("spec.h2o.memory.heapPercent");
        }
        if (!version(before).equals(version(now))) {
            changed.add("spec.h2o.version");
        }
        if (!before.h2o().map(H2oSpec::image).equals(now.h2o().map(H2oSpec::image))) {
            changed.add("spec.h2o.image");
        }
        return changed;
    }

    private static boolean formed(MlPlatform platform) {
        return Optional.ofNullable(platform.getStatus())
                .map(MlPlatformStatus::h2o)
                .filter(h2o -> Boolean.TRUE.equals(h2o.healthy()))
                .map(H2oStatus::cloudSize)
                .filter(size -> size > 0)
                .isPresent();
    }

    private static int nodes(PlatformSubject subject) {
        return subject.h2o().map(H2oSpec::nodes).orElse(subject.defaults().h2oNodes());
    }

    private static int heapPercent(PlatformSubject subject) {
        return subject.h2o().map(H2oSpec::memory).map(HeapSpec::heapPercent).orElse(MemorySplit.DEFAULT_HEAP_PERCENT);
    }

    private static String version(PlatformSubject subject) {
        return subject.h2o().map(H2oSpec::version).orElse(ProfileDefaults.H2O_VERSION);
    }

    /** Bytes, so that 10Gi and 10240Mi are no change. */
    private static Optional<Long> memory(PlatformSubject subject) {
        return subject.h2o().map(H2oSpec::resources).map(ResourcesSpec::memory).flatMap(Amount::bytes);
    }
}
