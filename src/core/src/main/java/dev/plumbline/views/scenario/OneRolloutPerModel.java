package dev.plumbline.views.scenario;

import dev.plumbline.api.ModelRollout;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.Input;
import dev.plumbline.views.PlatformLookup;
import dev.plumbline.views.RolloutSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.Subject;
import dev.plumbline.views.View;
import java.util.Set;

/** SCN-01: a rollout has one platform, and a model one rollout. */
public final class OneRolloutPerModel extends Rule {

    public OneRolloutPerModel() {
        super(RuleCard.firm(
                "SCN-01",
                View.SCENARIO,
                Gate.CRD_AND_WEBHOOK,
                "Rollout without a platform or beside another",
                "platformRef is absent, names a platform that does not exist or is being deleted, or another rollout of the"
                        + " platform already serves the same model name.",
                """
                Two rollouts of one model would switch it back and forth. A rollout on a platform that is going away
                would lose its database in the middle of a switch.""",
                "Name a platform of the same namespace, and change the existing rollout of the model instead."));
    }

    @Override
    public Set<Input> needs(Subject subject) {
        return subject instanceof RolloutSubject ? Set.of(Input.PLATFORM, Input.SIBLINGS) : Set.of();
    }

    @Override
    protected void rollout(RolloutSubject subject, Findings out) {
        var name = subject.platformName();
        if (name.isEmpty()) {
            out.at("spec.platformRef.name")
                    .allowed("the name of an MlPlatform in the same namespace")
                    .says("spec.platformRef.name is required: the MlPlatform that the model is served on.");
            return;
        }
        switch (subject.platform()) {
            case PlatformLookup.NotFound gone ->
                out.at("spec.platformRef.name")
                        .found(name.get())
                        .allowed("an MlPlatform in the same namespace")
                        .says(
                                "MlPlatform %s/%s does not exist; create it first or correct platformRef.",
                                subject.namespace(), name.get());
            case PlatformLookup.Found found
            when found.platform().getMetadata() != null
                    && found.platform().getMetadata().getDeletionTimestamp() != null ->
                out.at("spec.platformRef.name")
                        .found(name.get())
                        .allowed("an MlPlatform that stays")
                        .says(
                                "MlPlatform %s/%s is being deleted; name another platform.",
                                subject.namespace(), name.get());
            default -> {}
        }
        subject.neighbours().stream()
                .filter(other -> sameModel(subject, other) && !laterThan(other, subject))
                .findFirst()
                .ifPresent(other -> out.at("spec.model.name")
                        .found(subject.modelName())
                        .allowed("a model that no other rollout serves")
                        .says(
                                "ModelRollout %s/%s already serves model %s on platform %s.",
                                subject.namespace(), other.getMetadata().getName(), subject.modelName(), name.get()));
    }

    private static boolean sameModel(RolloutSubject subject, ModelRollout other) {
        return subject.modelName()
                .equals(RolloutSubject.reviewed(other, subject.today()).modelName());
    }

    /** Of two that exist the younger one is wrong; the older must stay changeable. */
    private static boolean laterThan(ModelRollout other, RolloutSubject subject) {
        var mine = subject.metadata().getCreationTimestamp();
        var theirs = other.getMetadata().getCreationTimestamp();
        return mine != null && theirs != null && mine.compareTo(theirs) < 0;
    }
}
