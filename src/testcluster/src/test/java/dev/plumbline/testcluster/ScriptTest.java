package dev.plumbline.testcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract with the shell side, held against a script that answers as told. */
class ScriptTest {

    @TempDir
    Path directory;

    private Path calls;

    @BeforeEach
    void setUp() throws IOException {
        calls = directory.resolve("calls");
        Files.createFile(calls);
        Files.writeString(directory.resolve("kubeconfig"), "apiVersion: v1");
    }

    @Test
    void startsAClusterAsTestAndReadsItsKubeconfig() throws IOException {
        Cluster cluster = script("none").up(Level.NODE);
        assertThat(cluster).isEqualTo(new Cluster("local node", Level.NODE, "apiVersion: v1", cluster.auditLog()));
        assertThat(Files.readAllLines(calls)).contains("up --level node --owner test");
    }

    @Test
    void leavesARunningClusterOfAHigherLevelAlone() throws IOException {
        assertThat(script("node").up(Level.CONTROL_PLANE).level()).isEqualTo(Level.NODE);
        assertThat(Files.readAllLines(calls)).noneMatch(call -> call.startsWith("up"));
    }

    @Test
    void asksForMoreThanWhatRuns() throws IOException {
        assertThat(script("control-plane").up(Level.NODE).level()).isEqualTo(Level.NODE);
        assertThat(Files.readAllLines(calls)).contains("up --level node --owner test");
    }

    @Test
    void readsWhyNoNodeCanRun() throws IOException {
        assertThat(script("none").whyNoNode()).isEqualTo("the node needs root");
    }

    @Test
    void aFailureNamesTheCommand() throws IOException {
        Path failing = executable("exit 3");
        assertThatThrownBy(() -> new Script(failing).whyNoNode()).hasMessageContaining("exit 3 of: " + failing);
    }

    @Test
    void theScriptIsFoundFromBelowItsCheckout() throws IOException {
        Path script = directory.resolve("src/testcluster/bin/testcluster");
        Files.createDirectories(script.getParent());
        Files.copy(executable("exit 0"), script);
        assertThat(Machine.findScript(directory.resolve("src/operator"))).contains(script);
        assertThat(Machine.findScript(Path.of("/"))).isEmpty();
    }

    private Script script(String level) throws IOException {
        return new Script(executable("""
                echo "$*" >> %1$s/calls
                case $1 in
                  level) echo %2$s ;;
                  levels) echo "node: the node needs root"; echo "control-plane: yes" ;;
                  kubeconfig) echo %1$s/kubeconfig ;;
                  audit-log) echo %1$s/audit.log ;;
                esac
                """.formatted(directory, level)));
    }

    private Path executable(String body) throws IOException {
        return Files.setPosixFilePermissions(
                Files.writeString(Files.createTempFile(directory, "script", ""), "#!/bin/sh\n" + body),
                PosixFilePermissions.fromString("rwx------"));
    }
}
