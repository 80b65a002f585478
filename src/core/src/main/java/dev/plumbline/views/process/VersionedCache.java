package dev.plumbline.views.process;

import dev.plumbline.api.CacheMode;
import dev.plumbline.api.CacheSpec;
import dev.plumbline.api.ServingSpec;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.RolloutSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.View;

/** PRO-01: a cached prediction ends, and never outlives its model. */
public final class VersionedCache extends Rule {
    private static final String VERSION = "{modelVersion}";

    public VersionedCache() {
        super(RuleCard.firm(
                "PRO-01",
                View.PROCESS,
                Gate.CRD,
                "Cache without end or version",
                "a cache (mode other than Never) has no ttlSeconds above 0, or its keyTemplate lacks {modelVersion}.",
                """
                A key without the version answers from the old model after a swap, in some Pods and for some rows only.
                An entry without an end keeps a mistake for ever.""",
                "Set ttlSeconds, for example 300, and keep {modelVersion} in keyTemplate."));
    }

    @Override
    protected void rollout(RolloutSubject subject, Findings out) {
        subject.serving()
                .map(ServingSpec::cache)
                .filter(cache -> cache.mode() != CacheMode.NEVER)
                .ifPresent(cache -> judge(cache, out));
    }

    private static void judge(CacheSpec cache, Findings out) {
        if (cache.ttlSeconds() == null) {
            out.at("spec.serving.cache.ttlSeconds")
                    .allowed("seconds above 0")
                    .says("cache.ttlSeconds is required: an entry without an end outlives its truth. Example: 300.");
        } else if (cache.ttlSeconds() < 1) {
            out.at("spec.serving.cache.ttlSeconds")
                    .found(cache.ttlSeconds())
                    .allowed("seconds above 0")
                    .says(
                            "cache.ttlSeconds %d must be above 0: an entry without an end outlives its truth. Example: 300.",
                            cache.ttlSeconds());
        }
        if (cache.keyTemplate() != null && !cache.keyTemplate().contains(VERSION)) {
            out.at("spec.serving.cache.keyTemplate")
                    .found(cache.keyTemplate())
                    .allowed("a template with " + VERSION)
                    .says(
                            "cache.keyTemplate must contain {modelVersion}, otherwise a swap serves predictions of the old"
                                    + " model.");
        }
    }
}
