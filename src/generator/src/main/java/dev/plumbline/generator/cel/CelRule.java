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
 * @param expression CEL that is true for what is allowed
 * @param title what the rule demands, shown should the message fail to evaluate
 * @param message CEL that gives the text with the numbers, evaluated for what is refused only
 */
public record CelRule(String id, String path, String expression, String title, String message) {

    private String frame(String text) {
        return "%s (%s view) %s See docs/rules/%s.md".formatted(id, ViewOf.rule(id), text, id);
    }

    /** Puts the rule at its node. */
    public void addTo(CustomResourceDefinition crd) {
        JSONSchemaProps node = SchemaNode.at(crd, path);
        List<ValidationRule> rules = new ArrayList<>(node.getXKubernetesValidations());
        String[] around = frame("\0").split("\0");
        rules.add(new ValidationRuleBuilder()
                .withRule(oneLine(expression))
                .withMessage(frame(title))
                .withMessageExpression("'%s' + %s + '%s'".formatted(around[0], oneLine(message), around[1]))
                .build());
        node.setXKubernetesValidations(rules);
    }

    /** The API server takes messages of one line only, and a rule reads better in one as well. */
    private static String oneLine(String cel) {
        return String.join(" ", cel.strip().lines().map(String::strip).toList());
    }
}
