package dev.plumbline.testcluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program that a test starts, wherever it lies.
 *
 * @param variable of the environment that may say where; it goes before the PATH
 * @param names on the PATH, the better ones first
 * @param missing what to say when it is nowhere
 */
record Program(Optional<String> variable, List<String> names, String missing) {

    static Program onPath(String missing, String... names) {
        return new Program(Optional.empty(), List.of(names), missing);
    }

    static Program at(String variable, String name, String missing) {
        return new Program(Optional.of(variable), List.of(name), missing);
    }

    boolean isInstalled() {
        return find().isPresent();
    }

    /** @throws IllegalStateException when it is nowhere */
    Path path() {
        return find().orElseThrow(() -> new IllegalStateException(missing));
    }

    private Optional<Path> find() {
        List<String> folders =
                List.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"));
        Stream<Path> said = variable.map(System::getenv).filter(path -> !path.isBlank()).map(Path::of).stream();
        Stream<Path> found = names.stream().flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)));
        return Stream.concat(said, found)
                .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path))
                .findFirst();
    }
}
