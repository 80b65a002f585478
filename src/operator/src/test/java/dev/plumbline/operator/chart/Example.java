package dev.plumbline.operator.chart;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file of {@code examples/}. A rejected one is named after the one rule that it breaks: {@code PHY-03-own-xmx.yaml}.
 */
record Example(Path file) {

    private static final Path FOLDER = Chart.ROOT.resolve("examples");
    private static final Pattern RULE = Pattern.compile("\\b([A-Z]{3,4}-[0-9]{2}) \\(");

    static List<Example> accepted() {
        return in(FOLDER);
    }

    static List<Example> rejected() {
        return in(FOLDER.resolve("rejected"));
    }

    private static List<Example> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(Example::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ids that a refusal names. */
    static Set<String> rulesIn(String message) {
        return RULE.matcher(message)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    String rule() {
        return name().replaceFirst("^([A-Z]+-[0-9]+).*", "$1");
    }

    String name() {
        return file.getFileName().toString();
    }

    String yaml() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HasMetadata object() {
        return Serialization.unmarshal(yaml());
    }

    <T> T as(Class<T> kind) {
        return Serialization.unmarshal(yaml(), kind);
    }

    @Override
    public String toString() {
        return name();
    }
}
