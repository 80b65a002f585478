package dev.plumbline.artifact;

import static dev.plumbline.artifact.SchemaChange.Allowed.ANY;
import static dev.plumbline.artifact.SchemaChange.Allowed.COMPATIBLE;
import static dev.plumbline.artifact.SchemaChange.Allowed.IDENTICAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.artifact.ArtifactReport.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaChangeTest {

    private static final Column AMOUNT = new Column("amount", "numeric", 0, List.of());
    private static final Column AGE = new Column("age", "numeric", 0, List.of());

    private static Column country(String... levels) {
        return new Column("country", "categorical", levels.length, List.of(levels));
    }

    private static ArtifactReport report(Column... columns) {
        return new ArtifactReport(
                "sha256:0",
                "gbm",
                "Binomial",
                "1.40",
                "3.46.0.11",
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                0,
                1,
                columns.length,
                List.of(columns).toString(),
                List.of(columns));
    }

    private static SchemaChange change(ArtifactReport active, ArtifactReport next) {
        return SchemaChange.between(active, next);
    }

    @Test
    void equal_columns_are_identical() {
        SchemaChange change = change(report(AMOUNT, country("AT")), report(AMOUNT, country("AT")));
        assertThat(change.refusal(IDENTICAL)).isEmpty();
    }

    @Test
    void a_column_more_is_missing_in_every_request() {
        SchemaChange change = change(report(AMOUNT), report(AMOUNT, AGE));
        assertThat(change.refusal(COMPATIBLE)).contains("\"age\" is needed");
        assertThat(change.refusal(ANY)).isEmpty();
    }

    @Test
    void a_column_of_another_type() {
        Column text = new Column("amount", "categorical", 1, List.of("1"));
        assertThat(change(report(AMOUNT), report(text)).refusal(COMPATIBLE))
                .contains("\"amount\" is categorical, and was numeric");
    }

    @Test
    void a_level_less() {
        SchemaChange change = change(report(country("AT", "CH", "DE", "FR", "IT")), report(country("AT")));
        assertThat(change.refusal(COMPATIBLE))
                .contains("\"country\" has lost 4 of its levels (\"CH\", \"DE\", \"FR\", ...)");
    }

    @Test
    void a_column_less_or_a_level_more_is_no_breach_but_a_difference() {
        SchemaChange fewer = change(report(AMOUNT, AGE), report(AMOUNT));
        assertThat(fewer.refusal(COMPATIBLE)).isEmpty();
        assertThat(fewer.refusal(IDENTICAL)).contains("\"age\" is no longer asked for");
        SchemaChange more = change(report(country("AT")), report(country("AT", "CH")));
        assertThat(more.refusal(COMPATIBLE)).isEmpty();
        assertThat(more.refusal(IDENTICAL)).contains("new levels");
        SchemaChange order = change(report(AMOUNT, AGE), report(AGE, AMOUNT));
        assertThat(order.refusal(COMPATIBLE)).isEmpty();
        assertThat(order.refusal(IDENTICAL)).contains("order");
    }

    @Test
    void what_was_cut_is_never_called_compatible() {
        ArtifactReport whole = report(AMOUNT, country("AT"));
        ArtifactReport other = report(AMOUNT, country("CH"));
        for (ArtifactReport cut : List.of(other.withoutLevels(), other.withoutColumns())) {
            assertThat(change(cut, whole).refusal(COMPATIBLE)).contains("cannot be compared");
            assertThat(change(whole, cut).refusal(IDENTICAL)).contains("cannot be compared");
            assertThat(change(cut, whole).refusal(ANY)).isEmpty();
        }
        assertThat(change(whole.withoutColumns(), whole).refusal(IDENTICAL)).isEmpty();
    }

    @Test
    void names_of_a_model_are_made_harmless() {
        Column odd = new Column("a\u001b[31m\n" + "x".repeat(100), "numeric", 0, List.of());
        assertThat(change(report(AMOUNT), report(odd)).refusal(COMPATIBLE))
                .doesNotContain("\u001b")
                .doesNotContain("\n")
                .hasSizeLessThan(120);
    }

    @Test
    void aNameIsShownWithoutWhatWouldNotBeSeen() {
        Column odd = new Column("a\u009b2J\u202e\u2028" + "\ud834\udd1e".repeat(40), "numeric", 0, List.of());
        assertThat(SchemaChange.between(report(AMOUNT), report(AMOUNT, odd)).refusal(COMPATIBLE))
                .contains("\"a?2J??" + "\ud834\udd1e".repeat(34) + "...\"");
    }
}
