package dev.plumbline.cli;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.ModelRollout;
import dev.plumbline.cli.lint.Judgement;
import dev.plumbline.cli.lint.Manifest;
import dev.plumbline.cli.report.Report;
import dev.plumbline.plan.InferenceObjects;
import dev.plumbline.plan.InferenceRunning;
import dev.plumbline.plan.InferenceSources;
import dev.plumbline.plan.PlatformPlanner;
import dev.plumbline.plan.Surroundings;
import dev.plumbline.plan.ValidPlatforms;
import dev.plumbline.plan.ValidRollouts;
import dev.plumbline.rollout.Intent;
import dev.plumbline.views.Enforcement;
import dev.plumbline.views.PlanSubject;
import dev.plumbline.views.Policies;
import dev.plumbline.views.ProfileDefaults;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans all manifests of a clean report, as the operator would on an empty cluster. */
final class Rendering {

    /** Where kubectl puts what names no namespace. */
    private static final String DEFAULT_NAMESPACE = "default";

    private final Surroundings around;
    private final List<Manifest> manifests;
    private final List<HasMetadata> objects = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Judgement> judgements = new ArrayList<>();
    private final LocalDate today;

    /** @param today the day on which dated exemptions are judged */
    Rendering(Surroundings around, Report report, LocalDate today) {
        this.around = around;
        this.today = today;
        this.manifests = report.judgements().stream().map(Judgement::manifest).toList();
        manifests.forEach(this::settle);
        manifests.forEach(this::plan);
    }

    /** Every object but the Secrets, whose passwords are made in the cluster. */
    List<HasMetadata> objects() {
        return List.copyOf(objects);
    }

    /** What the operator's guard would say of the objects before it applied any of them. */
    Report report() {
        return new Report(judgements, List.of(), Map.of());
    }

    /** What the reader must know of the objects. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    private void settle(Manifest manifest) {
        if (manifest.namespace().isEmpty()) {
            manifest.object().getMetadata().setNamespace(DEFAULT_NAMESPACE);
            notes.add(manifest.title() + " named no namespace; rendered for " + DEFAULT_NAMESPACE + ".");
        }
    }

    private void plan(Manifest manifest) {
        manifest.platform().ifPresent(platform -> platform(manifest, platform));
        manifest.rollout().ifPresent(rollout -> rollout(manifest, rollout));
    }

    private void platform(Manifest manifest, MlPlatform platform) {
        add(
                manifest,
                PlatformPlanner.plan(ValidPlatforms.of(platform), around).objects(),
                Enforcement.of(platform, today));
        notes.add(manifest.title() + " also gets Secrets with passwords that are made in the cluster.");
    }

    private void rollout(Manifest manifest, ModelRollout rollout) {
        var platform = platformOf(rollout);
        if (platform.isEmpty()) {
            notes.add(manifest.title() + " is rendered without its platform; H2O " + ProfileDefaults.H2O_VERSION
                    + " is assumed.");
        }
        var valid = ValidRollouts.of(rollout, platform);
        var sources = InferenceSources.of(Optional.of(valid.model()), Intent.none(), List.of());
        add(
                manifest,
                InferenceObjects.of(valid, around, sources, InferenceRunning.nothing()),
                platform.map(known -> Enforcement.of(known, today)).orElse(Enforcement.strict(today)));
        notes.add(manifest.title() + " also gets a ConfigMap with its epoch and a Secret with a token.");
    }

    private void add(Manifest manifest, List<HasMetadata> planned, Enforcement enforcement) {
        objects.addAll(planned);
        var metadata = manifest.object().getMetadata();
        var subject = new PlanSubject(manifest.object().getKind(), metadata, planned, enforcement, today);
        judgements.add(Judgement.of(manifest, Policies.plan().judge(subject)));
    }

    /** The platform that the rollout names, where that is among the manifests. */
    private Optional<MlPlatform> platformOf(ModelRollout rollout) {
        return manifests.stream()
                .filter(each -> each.namespace().equals(rollout.getMetadata().getNamespace()))
                .flatMap(each -> each.platform().stream())
                .filter(each -> each.getMetadata()
                        .getName()
                        .equals(rollout.getSpec().platformRef().name()))
                .findFirst();
    }
}
