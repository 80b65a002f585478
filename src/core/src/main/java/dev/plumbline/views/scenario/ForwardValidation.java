package dev.plumbline.views.scenario;

import dev.plumbline.api.DriftReferenceSpec;
import dev.plumbline.api.DriftSpec;
import dev.plumbline.api.FeatureStoreSpec;
import dev.plumbline.api.ModelRolloutSpec;
import dev.plumbline.api.TableSpec;
import dev.plumbline.api.ValidationSpec;
import dev.plumbline.api.WalkForwardSpec;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.Items;
import dev.plumbline.views.RolloutSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.View;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** SCN-06: a model is tested on a time that its training has not seen. */
public final class ForwardValidation extends Rule {

    public ForwardValidation() {
        super(RuleCard.firm(
                "SCN-06",
                View.SCENARIO,
                Gate.WEBHOOK,
                "Validation that looks into the future",
                "walkForward has no time column, or another one than its declared feature table, or the reference snapshot"
                        + " is taken after the last split, which lies testDays before today.",
                """
                Walk-forward trains up to a cut and tests after it. Without a time there is no cut, and a snapshot taken
                later than the cut has already seen what it is tested on.""",
                "Set walkForward.timeColumn, and take the snapshot before the last testDays."));
    }

    @Override
    protected void rollout(RolloutSubject subject, Findings out) {
        subject.spec()
                .map(ModelRolloutSpec::validation)
                .map(ValidationSpec::walkForward)
                .ifPresent(walk -> {
                    timeColumn(subject, walk, out);
                    cut(subject, walk, out);
                });
    }

    private static void timeColumn(RolloutSubject subject, WalkForwardSpec walk, Findings out) {
        var table = tableName(subject, walk);
        var declared = table.flatMap(name -> declared(subject, name)).map(TableSpec::timeColumn);
        String path = "spec.validation.walkForward.timeColumn";
        boolean named = walk.timeColumn() != null && !walk.timeColumn().isBlank();
        if (!named && declared.isEmpty()) {
            out.at(path)
                    .allowed("the time column of the table")
                    .says(
                            "validation.walkForward has no timeColumn%s; without a time nothing lies after the training cut.",
                            table.map(name -> " and table " + name + " declares none")
                                    .orElse(""));
        } else if (named && declared.isPresent() && !declared.get().equals(walk.timeColumn())) {
            out.at(path)
                    .found(walk.timeColumn())
                    .allowed(declared.get())
                    .says(
                            "validation.walkForward.timeColumn %s is not the time column of table %s (%s).",
                            walk.timeColumn(), table.get(), declared.get());
        }
    }

    private static void cut(RolloutSubject subject, WalkForwardSpec walk, Findings out) {
        var snapshot = reference(subject).map(DriftReferenceSpec::snapshotTime).flatMap(ForwardValidation::day);
        LocalDate split = subject.today().minusDays(walk.testDays() == null ? 0 : Math.max(0, walk.testDays()));
        snapshot.filter(day -> day.isAfter(split)).ifPresent(day -> out.at("spec.drift.reference.snapshotTime")
                .found(day)
                .allowed("at or before " + split + ", the last split")
                .says("validation would train on data after %s; test data must lie after the training cut.", split));
    }

    private static Optional<DriftReferenceSpec> reference(RolloutSubject subject) {
        return subject.spec().map(ModelRolloutSpec::drift).map(DriftSpec::reference);
    }

    private static Optional<String> tableName(RolloutSubject subject, WalkForwardSpec walk) {
        return Optional.ofNullable(walk.table()).or(() -> reference(subject).map(DriftReferenceSpec::table));
    }

    /** The feature table as the platform declares it; manifests name it with or without its schema. */
    private static Optional<TableSpec> declared(RolloutSubject subject, String name) {
        String bare = name.substring(name.lastIndexOf('.') + 1);
        return subject.platformSubject()
                .flatMap(platform ->
                        Items.of(platform.featureStore()
                                        .map(FeatureStoreSpec::tables)
                                        .orElse(null))
                                .stream()
                                .filter(table -> table != null && bare.equals(table.name()))
                                .findFirst());
    }

    private static Optional<LocalDate> day(String time) {
        try {
            return Optional.of(OffsetDateTime.parse(time)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toLocalDate());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
