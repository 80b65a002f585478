package dev.plumbline.cli.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads files, directories and standard input. Whatever they hold, the answer is documents and failures. */
public final class DocumentReader {

    /** What the API server accepts in one request. */
    private static final int LARGEST = 3 << 20;

    /** More than any platform's manifests; the bound keeps a wrong directory from filling the memory. */
    private static final int LARGEST_SUM = 32 << 20;

    private static final int DEEPEST = 60;
    private static final int MOST_FILES = 10_000;
    private static final List<String> EXTENSIONS = List.of(".yaml", ".yml", ".json");
    private static final String STDIN = "<stdin>";

    private final List<Document> documents = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private long sum;

    /** The documents that could be read, in the order of the input. */
    public List<Document> documents() {
        return List.copyOf(documents);
    }

    /** What could not be read. */
    public List<Failure> failures() {
        return List.copyOf(failures);
    }

    /** @param input a file, a directory, or {@code -} for standard input */
    public void read(String input, InputStream stdin) {
        try {
            if (input.equals("-")) {
                bytes(STDIN, stdin);
                return;
            }
            Path path = Path.of(input);
            if (Files.isDirectory(path)) {
                directory(path);
            } else {
                file(path);
            }
        } catch (InvalidPathException noPath) {
            failures.add(new Failure(input, 0, 0, "is not the name of a file"));
        }
    }

    private void directory(Path directory) {
        try (var walk = Files.walk(directory)) {
            var files = walk.filter(file -> !hidden(directory, file))
                    .filter(Files::isRegularFile)
                    .filter(DocumentReader::named)
                    .sorted()
                    .limit(MOST_FILES + 1L)
                    .toList();
            if (files.isEmpty()) {
                failures.add(new Failure(directory.toString(), 0, 0, "holds no .yaml, .yml or .json file"));
            } else if (files.size() > MOST_FILES) {
                failures.add(new Failure(directory.toString(), 0, 0, "holds more than " + MOST_FILES + " files"));
            } else {
                files.forEach(this::file);
            }
        } catch (IOException | UncheckedIOException unreadable) {
            failures.add(new Failure(directory.toString(), 0, 0, "cannot be read"));
        }
    }

    private static boolean hidden(Path root, Path file) {
        for (Path part : root.relativize(file)) {
            if (part.toString().startsWith(".") && part.toString().length() > 1) {
                return true;
            }
        }
        return false;
    }

    private static boolean named(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return EXTENSIONS.stream().anyMatch(name::endsWith);
    }

    private void file(Path file) {
        try (var in = Files.newInputStream(file)) {
            bytes(file.toString(), in);
        } catch (NoSuchFileException gone) {
            failures.add(new Failure(file.toString(), 0, 0, "no such file or directory"));
        } catch (IOException unreadable) {
            failures.add(new Failure(file.toString(), 0, 0, "cannot be read"));
        }
    }

    private void bytes(String name, InputStream in) {
        try {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                failures.add(new Failure(name, 0, 0, "is larger than 3 MiB, which no API server accepts"));
                return;
            }
            sum += bytes.length;
            if (sum > LARGEST_SUM) {
                failures.add(new Failure(name, 0, 0, "is not read: the files before it hold 32 MiB already"));
                return;
            }
            parse(
                    name,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException binary) {
            failures.add(new Failure(name, 0, 0, "is not UTF-8 text"));
        } catch (IOException unreadable) {
            failures.add(new Failure(name, 0, 0, "cannot be read"));
        }
    }

    private void parse(String name, String text) {
        int before = documents.size();
        try {
            for (Node node : yaml().composeAll(new StringReader(withoutMark(text)))) {
                if (node != null && !Tag.NULL.equals(node.getTag())) {
                    documents.add(Tree.of(name, node));
                }
            }
        } catch (MarkedYAMLException malformed) {
            var mark = malformed.getProblemMark() == null ? malformed.getContextMark() : malformed.getProblemMark();
            failures.add(new Failure(
                    name,
                    mark == null ? 0 : mark.getLine() + 1,
                    mark == null ? 0 : mark.getColumn() + 1,
                    "malformed YAML: " + malformed.getProblem()));
            return;
        } catch (YAMLException malformed) {
            failures.add(new Failure(name, 0, 0, "malformed YAML: " + firstLine(malformed.getMessage())));
            return;
        }
        if (documents.size() == before) {
            failures.add(new Failure(name, 0, 0, "holds no Kubernetes object"));
        }
    }

    private static Yaml yaml() {
        var options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(50);
        return new Yaml(options);
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String firstLine(String message) {
        return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
    }
}
