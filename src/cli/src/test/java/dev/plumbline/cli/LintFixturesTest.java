package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.views.fixtures.Fixture;
import dev.plumbline.views.fixtures.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The fixtures of the rules through the command: the same ids as the webhook's, and no schema in their way. */
class LintFixturesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Offline there is no previous object, no deletion, and an absent platform cannot be told from one not given. */
    private static boolean offline(Fixture fixture) {
        return fixture.operation().equals("CREATE") && !fixture.platformAbsent();
    }

    @TestFactory
    List<DynamicTest> sameIds(@TempDir Path folder) {
        return Fixtures.all().stream()
                .filter(LintFixturesTest::offline)
                .map(fixture -> DynamicTest.dynamicTest(fixture.toString(), () -> judge(fixture, folder)))
                .toList();
    }

    private void judge(Fixture fixture, Path folder) throws IOException {
        var documents = new ArrayList<String>();
        documents.add(fixture.judged());
        documents.addAll(fixture.documents("platform"));
        documents.addAll(fixture.documents("sibling"));
        Path file = folder.resolve(fixture.toString().replace('/', '-') + ".yaml");
        Files.writeString(file, String.join("\n---\n", documents));

        var run = Run.of("lint", "-o", "json", "--today", fixture.today().toString(), file.toString());

        var manifest = JSON.readTree(run.out()).get("manifests").get(0);
        var blocking = ids(manifest, "Blocking");
        assertThat(blocking).doesNotContain("SCHEMA");
        if (fixture.failure()) {
            assertThat(blocking).contains(fixture.rule());
            assertThat(run.code()).isEqualTo(1);
        } else {
            assertThat(blocking).doesNotContain(fixture.rule());
            assertThat(ids(manifest, "Warning").contains(fixture.rule())).isEqualTo(fixture.warns());
        }
    }

    private static TreeSet<String> ids(JsonNode manifest, String severity) {
        var ids = new TreeSet<String>();
        manifest.get("findings").forEach(finding -> {
            if (finding.get("severity").asText().equals(severity)) {
                ids.add(finding.get("rule").asText());
            }
        });
        return ids;
    }
}
