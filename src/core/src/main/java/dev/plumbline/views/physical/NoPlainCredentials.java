package dev.plumbline.views.physical;

import dev.plumbline.api.AnalysisSpec;
import dev.plumbline.api.EnvVarSpec;
import dev.plumbline.api.H2oSpec;
import dev.plumbline.api.ModelRolloutSpec;
import dev.plumbline.api.ModelSpec;
import dev.plumbline.api.ModelsSpec;
import dev.plumbline.api.PrometheusSpec;
import dev.plumbline.api.ServingSpec;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.Items;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.RolloutSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.View;
import java.util.List;

/** PHY-14: secrets lie in Secrets. No finding of this rule repeats a value. */
public final class NoPlainCredentials extends Rule {

    public NoPlainCredentials() {
        super(RuleCard.firm(
                "PHY-14",
                View.PHYSICAL,
                Gate.WEBHOOK,
                "Credential in plain text",
                "an environment variable, an argument or an address holds a password, token or key as plain text.",
                """
                A manifest lies in Git, in the API server's audit log and in the last-applied annotation. Whoever may
                read the object may read the credential, and it cannot be rotated without a change of the manifest.""",
                "Put it into a Secret and refer to it: valueFrom.secretKeyRef in env, secretRef for the model store."));
    }

    @Override
    protected void platform(PlatformSubject subject, Findings out) {
        for (Part part : Part.of(subject)) {
            environment(part.path() + ".env", part.env(), out);
        }
        Items.each(
                "spec.h2o.jvmArgs",
                subject.h2o().map(H2oSpec::jvmArgs).orElse(null),
                (path, text) -> argument(path, text, out));
        Items.each(
                "spec.h2o.args",
                subject.h2o().map(H2oSpec::args).orElse(null),
                (path, text) -> argument(path, text, out));
        Items.each(
                "spec.models.allow",
                subject.models().map(ModelsSpec::allow).orElse(null),
                (path, uri) -> address(path, uri, out));
    }

    @Override
    protected void rollout(RolloutSubject subject, Findings out) {
        subject.model().map(ModelSpec::storageUri).ifPresent(uri -> address("spec.model.storageUri", uri, out));
        subject.spec()
                .map(ModelRolloutSpec::analysis)
                .map(AnalysisSpec::prometheus)
                .map(PrometheusSpec::address)
                .ifPresent(uri -> address("spec.analysis.prometheus.address", uri, out));
        environment("spec.serving.env", subject.serving().map(ServingSpec::env).orElse(null), out);
    }

    private static void environment(String path, List<EnvVarSpec> env, Findings out) {
        Items.each(path, env, (at, variable) -> {
            if (Credentials.inVariable(variable.name(), variable.value())) {
                out.at(at + ".value")
                        .allowed("valueFrom.secretKeyRef")
                        .mend("Put the value into a Secret and use valueFrom.secretKeyRef.")
                        .says(
                                "%s %s holds a credential as plain text; use valueFrom.secretKeyRef.",
                                at, variable.name());
            }
        });
    }

    private static void argument(String path, String text, Findings out) {
        if (Credentials.inArgument(text)) {
            out.at(path)
                    .allowed("no credential")
                    .mend("Put the value into a Secret and pass it by env with valueFrom.secretKeyRef.")
                    .says("%s holds a credential as plain text; pass it by env with valueFrom.secretKeyRef.", path);
        }
    }

    private static void address(String path, String uri, Findings out) {
        if (Credentials.inAddress(uri)) {
            out.at(path)
                    .allowed("an address without credentials")
                    .mend("Remove it from the address and use secretRef.")
                    .says("%s contains a password; use secretRef.", path);
        }
    }
}
