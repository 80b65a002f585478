package dev.plumbline.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.views.fixtures.Fixture;
import dev.plumbline.views.fixtures.Fixtures;
import dev.plumbline.views.fixtures.Subjects;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Walks the fixtures of the rules; there is no code for a single rule here. */
class RuleFixturesTest {

    @Test
    void everyRuleHasBothKindsOfFixturesAndEveryFolderHasARule() throws IOException {
        var fixtures = Fixtures.all();
        var rules = Policies.admission().rules().stream().map(Rule::id).toList();
        assertThat(rules).doesNotHaveDuplicates();
        assertThat(folders(fixtures, true)).as("rules with a failure fixture").containsExactlyElementsOf(sorted(rules));
        assertThat(folders(fixtures, false))
                .as("rules with a success fixture")
                .containsExactlyElementsOf(sorted(rules));
        try (var folders = Files.list(Fixtures.root())) {
            assertThat(folders.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString())
                            .sorted())
                    .containsExactlyElementsOf(sorted(rules));
        }
    }

    @TestFactory
    List<DynamicTest> fixtures() {
        return Fixtures.all().stream()
                .map(fixture -> DynamicTest.dynamicTest(fixture.toString(), () -> judge(fixture)))
                .toList();
    }

    private void judge(Fixture fixture) {
        var verdicts = Policies.admission().judge(Subjects.of(fixture));
        var blocking = verdicts.blocking().stream().map(Finding::ruleId).collect(Collectors.toCollection(TreeSet::new));
        var own = verdicts.findings().stream()
                .filter(finding -> finding.ruleId().equals(fixture.rule()))
                .toList();
        if (!fixture.failure()) {
            assertThat(blocking).as(verdicts.refusal()).doesNotContain(fixture.rule());
            assertThat(own.isEmpty()).as("warned of, as the header says").isEqualTo(!fixture.warns());
            blocking.removeAll(fixture.also());
            assertThat(blocking).as(verdicts.refusal()).isEmpty();
            return;
        }
        assertThat(blocking).as(verdicts.refusal()).contains(fixture.rule());
        blocking.remove(fixture.rule());
        blocking.removeAll(fixture.also());
        assertThat(blocking).as("other rules: " + verdicts.refusal()).isEmpty();
        for (String text : fixture.headers().getOrDefault("expect", List.of())) {
            assertThat(verdicts.refusal()).contains(text);
        }
        for (String path : fixture.headers().getOrDefault("path", List.of())) {
            assertThat(own).extracting(Finding::path).contains(path);
        }
        assertThat(own).allSatisfy(finding -> {
            assertThat(finding.path()).isNotBlank();
            assertThat(finding.remedy()).isNotBlank();
            assertThat(finding.text()).endsWith(".");
            assertThat(finding.allowed()).isNotBlank();
        });
    }

    private static List<String> folders(List<Fixture> fixtures, boolean failure) {
        return fixtures.stream()
                .filter(fixture -> fixture.failure() == failure)
                .map(Fixture::rule)
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> sorted(List<String> rules) {
        return rules.stream().sorted().toList();
    }
}
