package dev.plumbline.testcluster;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Lists what a run skipped, with the reason, at its end and in a file that {@code make test} shows for all modules. */
public final class SkippedTests implements TestExecutionListener {

    private final Map<String, String> reasons = new TreeMap<>();
    private final Path file;
    private final PrintStream terminal;

    /** For the service loader: Maven runs tests in the module's directory. */
    public SkippedTests() {
        this(Path.of("target", "skipped-tests.txt"), System.out);
    }

    SkippedTests(Path file, PrintStream terminal) {
        this.file = file;
        this.terminal = terminal;
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        reasons.put(name(test), reason);
    }

    /** A failed assumption counts as skipped: nothing was proven. */
    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            reasons.put(
                    name(test), result.getThrowable().map(Throwable::getMessage).orElse("gave up"));
        }
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan plan) {
        if (reasons.isEmpty()) {
            return;
        }
        int width = reasons.keySet().stream().mapToInt(String::length).max().orElse(1);
        String table = reasons.entrySet().stream()
                .map(entry -> ("%-" + width + "s  %s%n").formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
        terminal.printf("%nSkipped (%d):%n%s", reasons.size(), table);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, table, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        reasons.clear();
    }

    private static String name(TestIdentifier test) {
        return test.getSource()
                .map(source -> switch (source) {
                    case ClassSource of -> of.getClassName();
                    case MethodSource of -> of.getClassName() + "." + of.getMethodName();
                    default -> test.getDisplayName();
                })
                .orElseGet(test::getDisplayName);
    }
}
