package dev.plumbline.generator.crd;

import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;

/** The schema of one condition, as Kubernetes' own API conventions give it. */
final class Conditions {

    private Conditions() {}

    static void describe(JSONSchemaProps condition) {
        text(condition, "type", 316, "Type of the condition in CamelCase.");
        text(condition, "status", 16, "True, False or Unknown.")
                .setEnum(List.of(new TextNode("True"), new TextNode("False"), new TextNode("Unknown")));
        text(condition, "reason", 1024, "Reason of the last change in one CamelCase word.")
                .setPattern("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$");
        text(condition, "message", 32768, "The same for a human reader.");
        text(condition, "lastTransitionTime", 64, "When the status last changed.")
                .setFormat("date-time");
        JSONSchemaProps generation = condition.getProperties().get("observedGeneration");
        generation.setDescription("Generation of the spec that this condition speaks of.");
        generation.setFormat("int64");
        condition.setRequired(List.of("type", "status", "reason"));
    }

    private static JSONSchemaProps text(JSONSchemaProps condition, String name, long longest, String description) {
        JSONSchemaProps property = condition.getProperties().get(name);
        property.setMaxLength(longest);
        property.setDescription(description);
        return property;
    }
}
