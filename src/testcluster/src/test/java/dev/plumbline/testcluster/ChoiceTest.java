package dev.plumbline.testcluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChoiceTest {

    private static final Path SCRIPT = Path.of("/checkout/src/testcluster/bin/testcluster");

    @Test
    void aGivenKubeconfigComesFirst() {
        var machine = machine(Map.of("PLUMBLINE_TEST_KUBECONFIG", "/a", "MLPLATFORM_TEST_KUBECONFIG", "/b"), true, "");
        assertThat(Choice.of(Level.NODE, machine))
                .isEqualTo(new Choice.GivenKubeconfig("PLUMBLINE_TEST_KUBECONFIG", "/a"));
    }

    @Test
    void theOtherVariableIsReadWhenTheFirstIsBlank() {
        var machine = machine(Map.of("PLUMBLINE_TEST_KUBECONFIG", " ", "MLPLATFORM_TEST_KUBECONFIG", "/b"), true, "");
        assertThat(Choice.of(Level.NODE, machine))
                .isEqualTo(new Choice.GivenKubeconfig("MLPLATFORM_TEST_KUBECONFIG", "/b"));
    }

    @Test
    void dockerIsNotAskedWhenAKubeconfigIsGiven() {
        var machine = new Machine(
                Map.of("PLUMBLINE_TEST_KUBECONFIG", "/a"),
                () -> {
                    throw new AssertionError("asked for Docker");
                },
                Optional.empty(),
                () -> "");
        assertThat(Choice.of(Level.NODE, machine)).isInstanceOf(Choice.GivenKubeconfig.class);
    }

    @Test
    void dockerComesSecond() {
        assertThat(Choice.of(Level.CONTROL_PLANE, machine(Map.of(), true, ""))).isEqualTo(new Choice.DockerK3s());
    }

    @Test
    void theNodeServesBothLevelsWhereItCanRun() {
        var node = new Choice.LocalScript(new Script(SCRIPT), Level.NODE);
        assertThat(Choice.of(Level.NODE, machine(Map.of(), false, ""))).isEqualTo(node);
        assertThat(Choice.of(Level.CONTROL_PLANE, machine(Map.of(), false, ""))).isEqualTo(node);
    }

    @Test
    void withoutRootTheControlPlaneIsLeft() {
        var machine = machine(Map.of(), false, "the node needs root");
        assertThat(Choice.of(Level.CONTROL_PLANE, machine))
                .isEqualTo(new Choice.LocalScript(new Script(SCRIPT), Level.CONTROL_PLANE));
        assertThat(Choice.of(Level.NODE, machine))
                .isInstanceOfSatisfying(Choice.Nothing.class, nothing -> assertThat(nothing.message(Level.NODE))
                        .isEqualTo("no cluster of level node: PLUMBLINE_TEST_KUBECONFIG is not set;"
                                + " no Docker engine answers; the node needs root"));
    }

    @Test
    void withoutTheScriptNothingIsLeft() {
        var machine = new Machine(Map.of(), () -> false, Optional.empty(), () -> "the script is not here");
        assertThat(Choice.of(Level.CONTROL_PLANE, machine))
                .isInstanceOfSatisfying(
                        Choice.Nothing.class,
                        nothing -> assertThat(nothing.reasons()).last().isEqualTo("the script is not here"));
    }

    private static Machine machine(Map<String, String> environment, boolean docker, String whyNoNode) {
        return new Machine(environment, () -> docker, Optional.of(SCRIPT), () -> whyNoNode);
    }
}
