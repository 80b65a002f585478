package dev.plumbline.plan;

import dev.plumbline.api.AllowFromSpec;
import dev.plumbline.api.NamespaceSelectorSpec;
import dev.plumbline.api.SelectorRequirementSpec;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;

/** The namespaces that an opening means, by name, by labels, or by both at once. */
final class NamespaceSelectors {
    private NamespaceSelectors() {}

    static LabelSelector of(AllowFromSpec from) {
        LabelSelectorBuilder selector = new LabelSelectorBuilder();
        if (from.namespace() != null) {
            selector.addToMatchLabels("kubernetes.io/metadata.name", from.namespace());
        }
        NamespaceSelectorSpec labels = from.namespaceSelector();
        if (labels != null) {
            selector.addToMatchLabels(ValidPlatforms.orElse(labels.matchLabels(), Map.of()));
            ValidPlatforms.orElse(labels.matchExpressions(), List.<SelectorRequirementSpec>of())
                    .forEach(each -> selector.addToMatchExpressions(requirement(each)));
        }
        LabelSelector all = selector.build();
        if (all.getMatchLabels().isEmpty() && all.getMatchExpressions().isEmpty()) {
            // An empty selector would mean every namespace.
            throw new IllegalArgumentException("an entry of spec.network.allowFrom names no namespace");
        }
        return all;
    }

    private static LabelSelectorRequirement requirement(SelectorRequirementSpec spec) {
        return new LabelSelectorRequirement(
                spec.key(), spec.operator(), ValidPlatforms.orElse(spec.values(), List.of()));
    }
}
