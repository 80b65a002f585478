package dev.plumbline.testcluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which cluster a test gets: the first link of the chain that can serve the level. */
sealed interface Choice {

    /** The file that the environment names; whether it serves the level is known once its API answered. */
    record GivenKubeconfig(String variable, String path) implements Choice {}

    record DockerK3s() implements Choice {}

    record LocalScript(Script script, Level level) implements Choice {}

    /** Nothing serves the level: every link with its reason. */
    record Nothing(List<String> reasons) implements Choice {

        String message(Level wanted) {
            return "no cluster of level " + wanted.flag() + ": " + String.join("; ", reasons);
        }
    }

    List<String> VARIABLES = List.of("PLUMBLINE_TEST_KUBECONFIG", "MLPLATFORM_TEST_KUBECONFIG");

    static Choice of(Level wanted, Machine machine) {
        Optional<Choice> given = given(machine.environment());
        if (given.isPresent()) {
            return given.get();
        }
        if (machine.docker().get()) {
            return new DockerK3s();
        }
        List<String> reasons =
                new ArrayList<>(List.of(VARIABLES.getFirst() + " is not set", "no Docker engine answers"));
        String whyNoNode = machine.whyNoNode().get();
        if (machine.script().isEmpty()) {
            reasons.add(whyNoNode);
            return new Nothing(reasons);
        }
        Script script = new Script(machine.script().get());
        if (whyNoNode.isEmpty()) {
            // One cluster serves both levels, so tests of either share it.
            return new LocalScript(script, Level.NODE);
        }
        if (wanted == Level.CONTROL_PLANE) {
            return new LocalScript(script, Level.CONTROL_PLANE);
        }
        reasons.add(whyNoNode);
        return new Nothing(reasons);
    }

    private static Optional<Choice> given(Map<String, String> environment) {
        return VARIABLES.stream()
                .filter(variable -> !environment.getOrDefault(variable, "").isBlank())
                .findFirst()
                .map(variable -> new GivenKubeconfig(variable, environment.get(variable)));
    }
}
