package dev.plumbline.generator.cel;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * One rule that the API server itself holds, also while the operator is away.
 *
 * @param id rule of the views, for example PHY-02
 * @param path schema node that {@code self} stands for, for example spec.featureStore.tables[]
 * @param field field below the node that the refusal names, for example .h2o.image; empty for the node itself
 * @param expression CEL that is true for what is allowed
 * @param title what the rule demands, shown should the text fail to evaluate
 * @param text what the user reads, with the numbers
 */
public record CelRule(String id, String path, String field, String expression, String title, Text text) {

    /** A rule whose refusal names the node itself. */
    CelRule(String id, String path, String expression, String title, Text text) {
        this(id, path, "", expression, title, text);
    }

    /** Puts the rule at its node. */
    public void addTo(CustomResourceDefinition crd) {
        JSONSchemaProps node = SchemaNode.at(crd, path);
        List<ValidationRule> rules = new ArrayList<>(node.getXKubernetesValidations());
        rules.add(new ValidationRuleBuilder()
                .withRule(oneLine(expression))
                .withMessage(before() + title + after())
                .withMessageExpression(oneLine(text.cel(before(), after())))
                .withFieldPath(field.isEmpty() ? null : field)
                .build());
        node.setXKubernetesValidations(rules);
    }

    private String before() {
        return "%s (%s view) ".formatted(id, ViewOf.rule(id));
    }

    private String after() {
        return " See docs/rules/%s.md".formatted(id);
    }

    /** The API server takes messages of one line only, and a rule reads better in one as well. */
    private static String oneLine(String cel) {
        return String.join(" ", cel.strip().lines().map(String::strip).toList());
    }
}
