package dev.plumbline.views.logical;

import dev.plumbline.api.EntitySpec;
import dev.plumbline.api.FeatureStoreSpec;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.Items;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.View;
import java.util.Objects;

/** LOG-05: every feature belongs to an entity that can be looked up. */
public final class KnownEntity extends Rule {

    public KnownEntity() {
        super(RuleCard.exemptible(
                "LOG-05",
                View.LOGICAL,
                Gate.WEBHOOK,
                "Feature table without a known entity",
                "a feature table names no entity, or one that is not in featureStore.entities, or whose key is missing.",
                """
                A feature is found by the key of its entity. A table whose entity is unknown can be neither joined for
                training nor looked up for scoring.""",
                "Add the entity with its key to spec.featureStore.entities, or correct the name."));
    }

    @Override
    protected void platform(PlatformSubject subject, Findings out) {
        var entities = subject.featureStore().map(FeatureStoreSpec::entities).orElse(null);
        var names = Items.of(entities).stream()
                .filter(Objects::nonNull)
                .map(EntitySpec::table)
                .filter(Objects::nonNull)
                .toList();
        Tables.each(subject, (path, table) -> {
            if (Tables.blank(table.entity())) {
                out.at(path + ".entity")
                        .allowed(names.isEmpty() ? "an entity of featureStore.entities" : String.join(", ", names))
                        .says("table %s names no entity; set entity to one of featureStore.entities.", table.name());
            } else if (!names.contains(table.entity())) {
                out.at(path + ".entity")
                        .found(table.entity())
                        .allowed(names.isEmpty() ? "an entity of featureStore.entities" : String.join(", ", names))
                        .says(
                                "table %s refers to entity \"%s\", which is not in featureStore.entities.",
                                table.name(), table.entity());
            }
        });
        Items.each("spec.featureStore.entities", entities, (path, entity) -> {
            if (Tables.blank(entity.key())) {
                out.at(path + ".key")
                        .allowed("the column that identifies one entity")
                        .mend("Set key, for example customer_id.")
                        .says(
                                "entity \"%s\" has no key; set key to the column that identifies one entity.",
                                entity.table());
            }
        });
    }
}
