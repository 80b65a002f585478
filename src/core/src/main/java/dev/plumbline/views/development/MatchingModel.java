package dev.plumbline.views.development;

import dev.plumbline.api.ExpectSpec;
import dev.plumbline.api.H2oSpec;
import dev.plumbline.api.LocalRef;
import dev.plumbline.api.ModelSpec;
import dev.plumbline.api.ModelsSpec;
import dev.plumbline.api.SignaturePolicy;
import dev.plumbline.api.SignatureSpec;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.Input;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.ProfileDefaults;
import dev.plumbline.views.RolloutSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.Subject;
import dev.plumbline.views.View;
import java.util.Set;

/** DEV-04: the model fits the platform that it is served on. */
public final class MatchingModel extends Rule {

    public MatchingModel() {
        super(RuleCard.firm(
                "DEV-04",
                View.DEVELOPMENT,
                Gate.WEBHOOK,
                "Model that does not fit its platform",
                "model.expect.h2oVersion differs from the platform's H2O, or the platform demands a signature and the"
                        + " rollout has none.",
                """
                The form of a MOJO is fixed only within one H2O version, and a platform that demands signatures does so
                because its store alone is not trusted.""",
                "Retrain on the platform or pin its version; sign the archive and set model.signature.keyRef."));
    }

    @Override
    public Set<Input> needs(Subject subject) {
        return subject instanceof RolloutSubject ? Set.of(Input.PLATFORM) : Set.of();
    }

    @Override
    protected void rollout(RolloutSubject subject, Findings out) {
        var platform = subject.platformSubject();
        if (platform.isEmpty()) {
            noPlatformFits(subject, out);
            return;
        }
        version(subject, platform.get(), out);
        signature(subject, platform.get(), out);
    }

    /** Without knowing the platform: a version that none may run is expected in vain. */
    private static void noPlatformFits(RolloutSubject subject, Findings out) {
        subject.model()
                .map(ModelSpec::expect)
                .map(ExpectSpec::h2oVersion)
                .filter(expected -> !SafeH2oVersion.accepted(expected))
                .ifPresent(expected -> out.at("spec.model.expect.h2oVersion")
                        .found(expected)
                        .allowed("a version that a platform may run, such as " + ProfileDefaults.H2O_VERSION)
                        .says(
                                "model expects H2O %s, which no platform may run; retrain on %s.",
                                expected, ProfileDefaults.H2O_VERSION));
    }

    private static void version(RolloutSubject subject, PlatformSubject platform, Findings out) {
        String runs = platform.h2o().map(H2oSpec::version).orElse(ProfileDefaults.H2O_VERSION);
        subject.model()
                .map(ModelSpec::expect)
                .map(ExpectSpec::h2oVersion)
                .filter(expected -> !expected.equals(runs))
                .ifPresent(expected -> out.at("spec.model.expect.h2oVersion")
                        .found(expected)
                        .allowed(runs)
                        .says(
                                "model expects H2O %s but platform %s runs %s; retrain or pin the platform.",
                                expected, platform.name(), runs));
    }

    private static void signature(RolloutSubject subject, PlatformSubject platform, Findings out) {
        boolean demanded = platform.models()
                .map(ModelsSpec::signature)
                .filter(SignaturePolicy.REQUIRED::equals)
                .isPresent();
        boolean given = subject.model().map(ModelSpec::signature).isPresent();
        boolean keyed = subject.model()
                        .map(ModelSpec::signature)
                        .map(SignatureSpec::keyRef)
                        .map(LocalRef::name)
                        .isPresent()
                || platform.models()
                        .map(ModelsSpec::signingKeyRef)
                        .map(LocalRef::name)
                        .isPresent();
        if (demanded && !(given && keyed)) {
            out.at("spec.model.signature")
                    .allowed("signature.keyRef")
                    .mend("Sign the archive and set model.signature.keyRef.")
                    .says(
                            "platform %s demands a signature on every model; set model.signature.keyRef.",
                            platform.name());
        }
    }
}
