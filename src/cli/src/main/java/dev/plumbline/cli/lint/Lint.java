package dev.plumbline.cli.lint;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.ModelRollout;
import dev.plumbline.views.PlatformLookup;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.Policies;
import dev.plumbline.views.RolloutSubject;
import dev.plumbline.views.Subject;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Judges manifests by the rules of the webhook. What is not among the manifests given is unknown, not absent. */
public final class Lint {
    private final List<Manifest> manifests;
    private final LocalDate today;

    private Lint(List<Manifest> manifests, LocalDate today) {
        this.manifests = manifests;
        this.today = today;
    }

    /** @param today the day on which dated exemptions are held against, in UTC */
    public static List<Judgement> judge(List<Manifest> manifests, LocalDate today) {
        var lint = new Lint(manifests, today);
        return manifests.stream()
                .map(manifest -> Judgement.of(manifest, Policies.admission().judge(lint.subject(manifest))))
                .toList();
    }

    private Subject subject(Manifest manifest) {
        return manifest.platform()
                .<Subject>map(platform -> PlatformSubject.reviewed(platform, today))
                .orElseGet(() -> rollout(manifest));
    }

    private Subject rollout(Manifest manifest) {
        var subject = RolloutSubject.reviewed(manifest.rollout().orElseThrow(), today);
        var platform = platform(subject);
        PlatformLookup lookup =
                platform.isPresent() ? new PlatformLookup.Found(platform.get()) : new PlatformLookup.NotAsked();
        return subject.on(lookup).among(neighbours(manifest));
    }

    private Optional<MlPlatform> platform(RolloutSubject subject) {
        return manifests.stream()
                .filter(each -> each.namespace().equals(subject.namespace()))
                .flatMap(each -> each.platform().stream())
                .filter(each -> subject.platformName()
                        .filter(name -> name.equals(each.getMetadata().getName()))
                        .isPresent())
                .findFirst();
    }

    private List<ModelRollout> neighbours(Manifest manifest) {
        return manifests.stream()
                .filter(each -> !Objects.equals(each, manifest))
                .filter(each -> each.namespace().equals(manifest.namespace()))
                .flatMap(each -> each.rollout().stream())
                .toList();
    }
}
