package dev.plumbline.generator.cel;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;

/** Finds a node of a CRD's schema by its path. */
final class SchemaNode {

    private SchemaNode() {}

    /** Path with dots, and {@code []} for the items of a list; empty for the object itself. */
    static JSONSchemaProps at(CustomResourceDefinition crd, String path) {
        JSONSchemaProps node =
                crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
        for (String step : path.isEmpty() ? new String[0] : path.split("\\.")) {
            boolean items = step.endsWith("[]");
            node = node.getProperties().get(items ? step.substring(0, step.length() - 2) : step);
            if (node == null) {
                throw new IllegalArgumentException("no field " + step + " of " + path);
            }
            node = items ? node.getItems().getSchema() : node;
        }
        return node;
    }
}
