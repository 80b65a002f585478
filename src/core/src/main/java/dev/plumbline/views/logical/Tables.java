package dev.plumbline.views.logical;

import dev.plumbline.api.ColumnSpec;
import dev.plumbline.api.FeatureStoreSpec;
import dev.plumbline.api.TableSpec;
import dev.plumbline.views.Items;
import dev.plumbline.views.PlatformSubject;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Walks the feature tables of a platform with their field paths. */
final class Tables {
    private static final String PATH = "spec.featureStore.tables";

    private Tables() {}

    static void each(PlatformSubject subject, BiConsumer<String, TableSpec> visit) {
        Items.each(PATH, subject.featureStore().map(FeatureStoreSpec::tables).orElse(null), visit);
    }

    static void eachColumn(PlatformSubject subject, BiConsumer<String, ColumnSpec> visit) {
        each(subject, (path, table) -> Items.each(path + ".columns", table.columns(), visit));
    }

    static Stream<TableSpec> of(PlatformSubject subject) {
        return Items.of(subject.featureStore().map(FeatureStoreSpec::tables).orElse(null)).stream()
                .filter(Objects::nonNull);
    }

    static Optional<TableSpec> named(PlatformSubject subject, String name) {
        return of(subject).filter(table -> Objects.equals(table.name(), name)).findFirst();
    }

    static Optional<ColumnSpec> column(TableSpec table, String name) {
        return Items.of(table.columns()).stream()
                .filter(column -> column != null && Objects.equals(column.name(), name))
                .findFirst();
    }

    static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
