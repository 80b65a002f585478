package dev.plumbline.views.development;

import dev.plumbline.api.ModelSpec;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.RolloutSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.View;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** DEV-01: a model is data, never code. */
public final class MojoOnly extends Rule {

    /** Source, byte code, and formats that run code while they are read. */
    private static final Pattern CODE = Pattern.compile(".*\\.(java|jar|class|war|pkl|pickle|joblib|py|pyc|so|sh)/*");

    public MojoOnly() {
        super(RuleCard.firm(
                "DEV-01",
                View.DEVELOPMENT,
                Gate.CRD,
                "Artifact that is not a MOJO",
                "model.format is not mojo, storageUri is absent, or it ends in .java, .jar, .class, .pkl or another form of"
                        + " code.",
                """
                A POJO, a jar or a pickle is code of its author that would run with the rights of the inference Pod. A
                MOJO is data that is checked before a reader sees it.""",
                "Export with download_mojo() and reference the .zip."));
    }

    @Override
    protected void rollout(RolloutSubject subject, Findings out) {
        subject.model().ifPresent(model -> judge(model, out));
    }

    private static void judge(ModelSpec model, Findings out) {
        if (model.format() != null && !model.format().equals("mojo")) {
            out.at("spec.model.format")
                    .found(model.format())
                    .allowed("mojo")
                    .says(
                            "format \"%s\" is not accepted, only mojo is; export with download_mojo() and reference the .zip.",
                            model.format());
        }
        if (model.storageUri() == null || model.storageUri().isBlank()) {
            out.at("spec.model.storageUri")
                    .allowed("the address of a MOJO archive")
                    .says("spec.model.storageUri is required: the address of the .zip from download_mojo().");
        } else {
            extension(model.storageUri()).ifPresent(extension -> out.at("spec.model.storageUri")
                    .found("*." + extension)
                    .allowed("the .zip from download_mojo()")
                    .says("POJO artifacts are not accepted; export with download_mojo() and reference the .zip."));
        }
    }

    private static Optional<String> extension(String uri) {
        String path = uri.split("[?#]", 2)[0].strip().toLowerCase(Locale.ROOT);
        var match = CODE.matcher(path);
        return match.matches() ? Optional.of(match.group(1)) : Optional.empty();
    }
}
