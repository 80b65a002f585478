package dev.plumbline.generator.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinitionBuilder;
import java.util.List;

/** The columns of {@code kubectl get}, in the order in which people read them. */
final class PrinterColumns {

    /** Shown with {@code -o wide} only. */
    private static final int WIDE = 1;

    static final List<CustomResourceColumnDefinition> PLATFORM = List.of(
            condition("Ready"),
            condition("Available"),
            column("Phase", "string", ".status.phase", "Summary of the conditions in one word."),
            column("H2O", "string", ".status.h2o.version", "H2O version that runs."),
            wide("Profile", "string", ".spec.profile", "Strictness and defaults."),
            wide("Members", "integer", ".status.h2o.cloudSize", "Members of the H2O cloud."),
            wide("Primary", "string", ".status.postgres.currentPrimary", "Pod that takes writes."),
            wide("Reason", "string", path("Ready") + ".reason", "Reason of Ready."),
            age());

    static final List<CustomResourceColumnDefinition> ROLLOUT = List.of(
            condition("Ready"),
            condition("Available"),
            column("Phase", "string", ".status.phase", "Step of the rollout."),
            column("Model", "string", ".status.activeModel.version", "Version of the model that serves."),
            wide("Target", "string", ".status.targetModel.version", "Version that shall serve."),
            wide("Epoch", "integer", ".status.activeModel.epoch", "Epoch of the last switch."),
            wide("Platform", "string", ".spec.platformRef.name", "Platform that it is served on."),
            wide("Reason", "string", path("Ready") + ".reason", "Reason of Ready."),
            age());

    private PrinterColumns() {}

    private static CustomResourceColumnDefinition condition(String type) {
        return column(type, "string", path(type) + ".status", "Status of the condition " + type + ".");
    }

    private static String path(String condition) {
        return ".status.conditions[?(@.type==\"%s\")]".formatted(condition);
    }

    private static CustomResourceColumnDefinition age() {
        return column("Age", "date", ".metadata.creationTimestamp", "Time since the object was made.");
    }

    private static CustomResourceColumnDefinition column(String name, String type, String path, String description) {
        return new CustomResourceColumnDefinitionBuilder()
                .withName(name)
                .withType(type)
                .withJsonPath(path)
                .withDescription(description)
                .build();
    }

    private static CustomResourceColumnDefinition wide(String name, String type, String path, String description) {
        CustomResourceColumnDefinition column = column(name, type, path, description);
        column.setPriority(WIDE);
        return column;
    }
}
