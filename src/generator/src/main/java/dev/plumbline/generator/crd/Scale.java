package dev.plumbline.generator.crd;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceSubresourceScale;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;

/** Lets {@code kubectl scale} and an autoscaler set the fewest Pods of a rollout. */
final class Scale {

    /** One Pod may be drained while the other serves. */
    private static final int DEFAULT_REPLICAS = 2;

    private Scale() {}

    static void addTo(CustomResourceDefinition crd) {
        CustomResourceDefinitionVersion version = crd.getSpec().getVersions().getFirst();
        version.getSubresources()
                .setScale(new CustomResourceSubresourceScale(
                        ".status.selector", ".spec.serving.replicas.min", ".status.replicas"));
        // The API server cannot answer a scale request while the field is absent, so it must always be there.
        JSONSchemaProps spec =
                version.getSchema().getOpenAPIV3Schema().getProperties().get("spec");
        JSONSchemaProps serving = spec.getProperties().get("serving");
        JSONSchemaProps replicas = serving.getProperties().get("replicas");
        serving.setDefault(JsonNodeFactory.instance.objectNode());
        replicas.setDefault(JsonNodeFactory.instance.objectNode());
        replicas.getProperties().get("min").setDefault(new IntNode(DEFAULT_REPLICAS));
    }
}
