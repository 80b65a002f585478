package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every {@code in-<case>.yaml} is linted and compared with its {@code out-<case>.{txt,json,sarif}}. The first line of the
 * input says the exit code. With {@code -Dplumbline.golden=write} the outputs are written anew, to be read in the diff.
 */
class LintGoldenTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("plumbline.root", "../.."), "src/cli/src/test/resources/lint");
    private static final boolean WRITE = "write".equals(System.getProperty("plumbline.golden"));

    @TestFactory
    List<DynamicTest> outputs() throws IOException {
        return names("out-").stream()
                .map(out -> DynamicTest.dynamicTest(out, () -> compare(out)))
                .toList();
    }

    @Test
    void everyInputHasAnOutputAndNoneIsLeftOver() throws IOException {
        var inputs = new TreeSet<String>();
        names("in-").forEach(name -> inputs.add(stem(name, "in-")));
        var outputs = new TreeSet<String>();
        names("out-").forEach(name -> outputs.add(stem(name, "out-")));
        assertThat(outputs).isEqualTo(inputs);
    }

    private void compare(String out) throws IOException {
        String input = "in-" + stem(out, "out-") + ".yaml";
        String format = out.endsWith(".txt") ? "human" : out.substring(out.lastIndexOf('.') + 1);
        var run = Run.of(
                "lint",
                "-o",
                format,
                "--today",
                "2026-11-21",
                FOLDER.resolve(input).toString());
        String told = run.out().replace(FOLDER + "/", "");
        if (WRITE) {
            Files.writeString(FOLDER.resolve(out), told);
        }
        assertThat(told).isEqualTo(Files.readString(FOLDER.resolve(out)));
        assertThat("# exit " + run.code())
                .isEqualTo(Files.readAllLines(FOLDER.resolve(input)).getFirst());
        assertThat(run.err()).isEmpty();
    }

    private static String stem(String name, String prefix) {
        return name.substring(prefix.length(), name.lastIndexOf('.'));
    }

    private static List<String> names(String prefix) throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }
}
