package dev.plumbline.views.development;

import dev.plumbline.api.ModelRollout;
import dev.plumbline.api.ModelRolloutSpec;
import dev.plumbline.api.ModelRolloutStatus;
import dev.plumbline.api.ModelSpec;
import dev.plumbline.artifact.Digest;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.Input;
import dev.plumbline.views.RolloutSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.Subject;
import dev.plumbline.views.View;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** DEV-02: a version stands for one archive for ever. */
public final class PinnedDigest extends Rule {

    private record Published(String name, String version, String digest) {}

    public PinnedDigest() {
        super(RuleCard.firm(
                "DEV-02",
                View.DEVELOPMENT,
                Gate.CRD_AND_WEBHOOK,
                "Digest missing or version reused",
                "model or its digest is absent, the digest is not sha256: and 64 lower-case hex digits, or the version is"
                        + " already known with another digest.",
                """
                The digest is what makes an address trustworthy, and the version is part of every cache key and response.
                A version that changes its content serves old predictions under a new model's name.""",
                "Give the digest that sha256sum prints for the .zip; publish a changed model under a new version."));
    }

    @Override
    public Set<Input> needs(Subject subject) {
        return subject instanceof RolloutSubject rollout
                        && rollout.model().map(ModelSpec::version).isPresent()
                ? Set.of(Input.PREVIOUS)
                : Set.of();
    }

    @Override
    protected void rollout(RolloutSubject subject, Findings out) {
        var model = subject.model();
        if (model.isEmpty()) {
            out.at("spec.model")
                    .allowed("storageUri and digest of a MOJO")
                    .says("spec.model is required: storageUri and digest of the MOJO.");
            return;
        }
        var digest = model.map(ModelSpec::digest).orElse("");
        if (Digest.parse(digest).isEmpty()) {
            var draft = out.at("spec.model.digest").found(digest).allowed("sha256: and 64 lower-case hex digits");
            if (digest.isEmpty()) {
                draft.says("spec.model.digest is required; give sha256: and the 64 lower-case hex digits that sha256sum"
                        + " prints for the .zip.");
            } else {
                draft.says(
                        "spec.model.digest \"%s\" is malformed; give sha256: and the 64 lower-case hex digits that"
                                + " sha256sum prints for the .zip.",
                        digest);
            }
            return;
        }
        model.map(ModelSpec::version)
                .flatMap(version -> known(subject, version, digest))
                .ifPresent(other -> out.at("spec.model.version")
                        .found(other.version())
                        .allowed("a version that was not used for another archive")
                        .mend("Publish the changed model under a new version.")
                        .says(
                                "version %s is already known with digest %s; publish the changed model under a new version.",
                                other.version(), other.digest()));
    }

    /** What this rollout served or named before, and what its neighbours publish under the same model name. */
    private static Optional<Published> known(RolloutSubject subject, String version, String digest) {
        return Stream.concat(
                        Stream.of(Optional.of(subject.object()), subject.previous())
                                .flatMap(Optional::stream)
                                .flatMap(rollout -> published(rollout, rollout != subject.object())),
                        subject.neighbours().stream().flatMap(rollout -> published(rollout, true)))
                .filter(each -> subject.modelName().equals(each.name()))
                .filter(each -> version.equals(each.version()))
                .filter(each -> each.digest() != null && !digest.equals(each.digest()))
                .findFirst();
    }

    private static Stream<Published> published(ModelRollout rollout, boolean withSpec) {
        var status = Optional.ofNullable(rollout.getStatus());
        var fallback =
                rollout.getMetadata() == null ? "" : rollout.getMetadata().getName();
        var spec = Optional.ofNullable(rollout.getSpec())
                .map(ModelRolloutSpec::model)
                .filter(model -> withSpec)
                .map(model -> new Published(
                        Objects.requireNonNullElse(model.name(), fallback), model.version(), model.digest()));
        // A refused target was never served, so that its version may be published again, corrected.
        var active = status.map(ModelRolloutStatus::activeModel)
                .map(model -> new Published(
                        Objects.requireNonNullElse(model.name(), fallback), model.version(), model.digest()));
        return Stream.of(spec, active).flatMap(Optional::stream);
    }
}
