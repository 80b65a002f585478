package dev.plumbline.testcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class SkippedTestsTest {

    @TempDir
    Path directory;

    @Test
    void writesTestAndReasonAndKeepsWhatOtherRunsWrote() throws IOException {
        Path file = directory.resolve("target/skipped-tests.txt");
        run(Skipping.class, file);
        run(Skipping.class, file);
        assertThat(Files.readAllLines(file)).hasSize(2).allSatisfy(line -> assertThat(line)
                .matches(".*SkippedTestsTest\\$Skipping\\.never  .* needs the moon"));
    }

    @Test
    void listsATestThatGivesUpHalfWay() throws IOException {
        Path file = directory.resolve("target/skipped-tests.txt");
        run(GivingUp.class, file);
        assertThat(file).content().contains("GivingUp.halfWay").contains("no moon tonight");
    }

    @Test
    void writesNothingWhenNothingIsSkipped() {
        Path file = directory.resolve("target/skipped-tests.txt");
        run(Passing.class, file);
        assertThat(file).doesNotExist();
    }

    private static void run(Class<?> test, Path file) {
        // Without the registered listeners: those would add these fixtures to the list of the real run.
        var config = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        LauncherFactory.create(config)
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(test))
                                .build(),
                        new SkippedTests(file, new PrintStream(OutputStream.nullOutputStream())));
    }

    static class Skipping {
        @Test
        @EnabledIfSystemProperty(named = "plumbline.moon", matches = "full", disabledReason = "needs the moon")
        void never() {}
    }

    static class GivingUp {
        @Test
        void halfWay() {
            Assumptions.assumeTrue(System.getProperty("plumbline.moon") != null, "no moon tonight");
        }
    }

    static class Passing {
        @Test
        void passes() {
            assertThat(1).isPositive();
        }
    }
}
