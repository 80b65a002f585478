package dev.plumbline.generator.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceSubresourceStatus;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceSubresourcesBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.SelectableField;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the generator leaves out of a CustomResourceDefinition: root, columns, selectable fields, bounds. */
final class CrdShape {

    /** Longest name that Kubernetes stores. Without a bound here the cost of a rule on the name is unlimited. */
    private static final long LONGEST_NAME = 253;

    private CrdShape() {}

    static void finish(
            CustomResourceDefinition crd,
            Class<? extends CustomResource<?, ?>> kind,
            List<CustomResourceColumnDefinition> columns,
            List<String> selectable) {
        CustomResourceDefinitionVersion version = crd.getSpec().getVersions().getFirst();
        version.setAdditionalPrinterColumns(columns);
        version.setSelectableFields(
                selectable.stream().map(SelectableField::new).toList());
        version.setSubresources(new CustomResourceSubresourcesBuilder()
                .withStatus(new CustomResourceSubresourceStatus())
                .build());
        JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
        root.setDescription(kind.getAnnotation(com.fasterxml.jackson.annotation.JsonClassDescription.class)
                .value());
        TypeFacts.add(root.getProperties().get("spec"), specOf(kind));
        TypeFacts.add(root.getProperties().get("status"), statusOf(kind));
        root.getProperties().get("spec").setDescription("What the user asks for.");
        root.getProperties().get("status").setDescription("What the operator saw; written by the operator alone.");
        root.setProperties(withTypeMeta(root.getProperties()));
    }

    private static Class<?> specOf(Class<?> kind) {
        return (Class<?>) arguments(kind)[0];
    }

    private static Class<?> statusOf(Class<?> kind) {
        return (Class<?>) arguments(kind)[1];
    }

    private static java.lang.reflect.Type[] arguments(Class<?> kind) {
        return ((java.lang.reflect.ParameterizedType) kind.getGenericSuperclass()).getActualTypeArguments();
    }

    private static Map<String, JSONSchemaProps> withTypeMeta(Map<String, JSONSchemaProps> own) {
        Map<String, JSONSchemaProps> all = new LinkedHashMap<>();
        all.put("apiVersion", text("Version of the API that this object is written in."));
        all.put("kind", text("Kind of this object."));
        all.put(
                "metadata",
                new JSONSchemaPropsBuilder()
                        .withType("object")
                        .addToProperties(
                                "name",
                                new JSONSchemaPropsBuilder()
                                        .withType("string")
                                        .withMaxLength(LONGEST_NAME)
                                        .build())
                        .build());
        all.putAll(own);
        return all;
    }

    private static JSONSchemaProps text(String description) {
        return new JSONSchemaPropsBuilder()
                .withType("string")
                .withDescription(description)
                .build();
    }
}
