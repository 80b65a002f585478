package dev.plumbline.cli.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.artifact.ArtifactReport;
import dev.plumbline.artifact.ArtifactReport.Column;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an archive says of itself, with what a terminal would obey in every text of it. */
class HumanVerdictTest {

    private static final String BAD = "\u001b[31m\u009b2J\u202e\u2028\ud834x\ud834\udd1e";
    private static final String SHOWN = "?[31m?2J???x\ud834\udd1e";

    private static final ArtifactReport REPORT = new ArtifactReport(
            "sha256:0",
            BAD,
            BAD,
            BAD,
            BAD,
            1,
            1,
            1,
            1,
            1,
            1,
            1,
            0,
            1,
            1,
            "sha256:1",
            List.of(new Column(BAD, "categorical", 1, List.of(BAD))));

    @Test
    void nothing_of_an_archive_steers_a_terminal() {
        String text = HumanVerdict.of("a" + BAD + ".zip", Verdict.accepted(REPORT, "it is " + BAD));
        assertThat(text.replaceAll("[\r\n]", "")).doesNotContainPattern("[\\p{C}\\p{Zl}\\p{Zp}]");
        assertThat(text)
                .contains("a" + SHOWN + ".zip: accepted")
                .contains("it is " + SHOWN)
                .contains(SHOWN + ", " + SHOWN)
                .contains("MOJO " + SHOWN + ", exported by H2O " + SHOWN)
                .contains("categorical, 1 levels: " + SHOWN);
    }

    @Test
    void json_has_the_same_values_in_escapes() {
        Verdict verdict = Verdict.accepted(REPORT, "in order");
        for (String json : List.of(verdict.pretty(), verdict.compact())) {
            assertThat(json.replaceAll("[\r\n]", "")).doesNotContainPattern("[\\p{C}\\p{Zl}\\p{Zp}]");
            assertThat(Verdict.reportOf(json.getBytes(StandardCharsets.UTF_8))).contains(REPORT);
        }
    }
}
