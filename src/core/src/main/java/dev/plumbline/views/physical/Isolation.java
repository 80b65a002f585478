package dev.plumbline.views.physical;

import dev.plumbline.api.AllowFromSpec;
import dev.plumbline.api.NamespaceSelectorSpec;
import dev.plumbline.api.NetworkSpec;
import dev.plumbline.api.SelectorRequirementSpec;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.Items;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.View;
import java.util.regex.Pattern;

/** PHY-12: traffic is denied but for callers that are named. */
public final class Isolation extends Rule {
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    /** Every namespace carries it, so that its mere presence selects all. */
    private static final String ON_EVERY_NAMESPACE = "kubernetes.io/metadata.name";

    private static final String ON = "Strict";
    private static final String OFF = "None";

    public Isolation() {
        super(RuleCard.exemptible(
                "PHY-12",
                View.PHYSICAL,
                Gate.CRD_AND_WEBHOOK,
                "Isolation off or open to everyone",
                "network.isolation is None in production (elsewhere a warning) or unknown, or an entry of allowFrom names no"
                        + " namespace or selects every one.",
                """
                Without a default-deny policy every Pod of the cluster may talk to H2O, Postgres and Redis, which trust
                their network. An opening for everyone is the same with more lines.""",
                "Leave network.isolation at Strict and name in allowFrom the namespaces that may call inference."));
    }

    @Override
    protected void platform(PlatformSubject subject, Findings out) {
        subject.network()
                .map(NetworkSpec::isolation)
                .filter(OFF::equals)
                .ifPresent(
                        none -> out.at("spec.network.isolation")
                                .found("None")
                                .allowed("Strict")
                                .blocksIf(subject.production())
                                .says(
                                        "network.isolation None lets every Pod of the cluster reach the components; production needs Strict."));
        subject.network()
                .map(NetworkSpec::isolation)
                .filter(text -> !text.equals(OFF) && !text.equals(ON))
                .ifPresent(text -> out.at("spec.network.isolation")
                        .found(text)
                        .allowed("Strict or None")
                        .says("network.isolation \"%s\" is unknown; use Strict, or None outside production.", text));
        Items.each(
                "spec.network.allowFrom",
                subject.network().map(NetworkSpec::allowFrom).orElse(null),
                (path, entry) -> {
                    if (open(entry)) {
                        out.at(path)
                                .allowed("a namespace, or a selector that tells namespaces apart")
                                .says(
                                        "%s matches every namespace; name the namespaces that may call inference.",
                                        path.substring("spec.".length()));
                    } else if (entry.namespace() != null
                            && !NAMESPACE.matcher(entry.namespace()).matches()) {
                        out.at(path + ".namespace")
                                .found(entry.namespace())
                                .allowed("the name of one namespace")
                                .says(
                                        "%s.namespace \"%s\" is not the name of a namespace; name the namespaces that may call"
                                                + " inference.",
                                        path.substring("spec.".length()), entry.namespace());
                    }
                });
    }

    private static boolean open(AllowFromSpec entry) {
        if (entry.namespace() != null && !entry.namespace().isBlank()) {
            return entry.namespace().contains("*");
        }
        return entry.namespaceSelector() == null || !selective(entry.namespaceSelector());
    }

    /** Exclusions alone (NotIn, DoesNotExist) leave the door open to every namespace that is made tomorrow. */
    private static boolean selective(NamespaceSelectorSpec selector) {
        boolean labelled =
                selector.matchLabels() != null && !selector.matchLabels().isEmpty();
        return labelled || Items.of(selector.matchExpressions()).stream().anyMatch(Isolation::selective);
    }

    private static boolean selective(SelectorRequirementSpec requirement) {
        if (requirement == null || requirement.operator() == null) {
            return false;
        }
        return switch (requirement.operator()) {
            case "In" -> !Items.of(requirement.values()).isEmpty();
            case "Exists" -> !ON_EVERY_NAMESPACE.equals(requirement.key());
            default -> false;
        };
    }
}
