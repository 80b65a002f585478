package dev.plumbline.views.physical;

import dev.plumbline.api.DeletionPolicy;
import dev.plumbline.api.MlPlatformSpec;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.Operation;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.RolloutSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.Subject;
import dev.plumbline.views.View;

/** PHY-17: what is protected is not deleted by a slip. */
public final class DeletionProtection extends Rule {

    public static final String ANNOTATION = "plumbline.dev/deletion-protection";

    public DeletionProtection() {
        super(RuleCard.firm(
                "PHY-17",
                View.PHYSICAL,
                Gate.WEBHOOK,
                "Deletion of a protected object",
                "an object with the annotation plumbline.dev/deletion-protection (any value but false) is deleted.",
                """
                A platform is hours of training and a database. Deleting it takes a second step, on purpose.""",
                "Remove the annotation first: kubectl annotate <kind> <name> plumbline.dev/deletion-protection-"));
    }

    @Override
    public boolean concerns(Operation operation) {
        return operation == Operation.DELETE;
    }

    @Override
    protected void platform(PlatformSubject subject, Findings out) {
        var policy = subject.spec().map(MlPlatformSpec::deletionPolicy).orElse(DeletionPolicy.RETAIN);
        var volumes = policy == DeletionPolicy.RETAIN ? "Retain: volumes stay" : policy.text();
        judge(subject, " deletionPolicy is " + volumes + ".", out);
    }

    @Override
    protected void rollout(RolloutSubject subject, Findings out) {
        judge(subject, "", out);
    }

    private static void judge(Subject subject, String volumes, Findings out) {
        var value = subject.annotations().get(ANNOTATION);
        if (value != null && !value.equalsIgnoreCase("false")) {
            out.at("metadata.annotations[" + ANNOTATION + "]")
                    .found(value)
                    .allowed("no annotation " + ANNOTATION)
                    .says("deletion is protected; remove %s first.%s", ANNOTATION, volumes);
        }
    }
}
