package dev.plumbline.testcluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/**
 * What the choice of a cluster depends on, as values, so that the choice can be tested.
 *
 * @param environment the environment variables
 * @param docker whether a Docker engine answers; asked at most once and only when it matters
 * @param script the testcluster script of this checkout
 * @param whyNoNode the script's own word on why real Pods cannot run here; empty when they can
 */
record Machine(
        Map<String, String> environment, Supplier<Boolean> docker, Optional<Path> script, Supplier<String> whyNoNode) {

    static Machine here() {
        Optional<Path> script = findScript(Path.of(System.getProperty("plumbline.root", "."))
                .toAbsolutePath()
                .normalize());
        return new Machine(System.getenv(), Machine::dockerAnswers, script, () -> script.map(Script::new)
                .map(Script::whyNoNode)
                .orElse("the testcluster script is not in this checkout"));
    }

    /** The script of the checkout that {@code start} lies in. */
    static Optional<Path> findScript(Path start) {
        return Stream.iterate(start, directory -> directory != null, Path::getParent)
                .map(directory -> directory.resolve("src/testcluster/bin/testcluster"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean dockerAnswers() {
        try {
            return DockerClientFactory.instance().isDockerAvailable();
        } catch (RuntimeException | LinkageError unusable) {
            return false;
        }
    }
}
