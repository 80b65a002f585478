package dev.plumbline.generator.api;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One file of the rules' fixtures, as their README describes it.
 *
 * @param rule id of the rule that the file is about
 */
record Fixture(String rule, Path file, String text) {

    private static final Path FOLDER =
            Path.of(System.getProperty("plumbline.root")).resolve("src/core/src/test/resources/rules");

    static List<Fixture> all() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(Fixture::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Fixture read(Path file) {
        try {
            return new Fixture(file.getParent().getFileName().toString(), file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean failure() {
        return file.getFileName().toString().startsWith("failure.");
    }

    /** Whether the CRD alone refuses it. */
    boolean heldByCrd() {
        return headers("door").contains("C");
    }

    boolean deletes() {
        return headers("operation").contains("DELETE");
    }

    /** Texts that the refusal contains. */
    List<String> expected() {
        return headers("expect");
    }

    /** Ids that may be found beside. */
    List<String> also() {
        return headers("also").stream()
                .flatMap(ids -> Stream.of(ids.split("\\s*,\\s*")))
                .toList();
    }

    GenericKubernetesResource judged() {
        return documents()
                .filter(document -> role(document).isEmpty())
                .findFirst()
                .map(Fixture::parse)
                .orElseThrow();
    }

    /** The judged object before the update. */
    Optional<GenericKubernetesResource> previous() {
        return documents()
                .filter(document -> role(document).equals("previous"))
                .findFirst()
                .map(Fixture::parse);
    }

    @Override
    public String toString() {
        return rule + "/" + file.getFileName();
    }

    private List<String> headers(String name) {
        String start = "# " + name + ": ";
        return text.lines()
                .takeWhile(line -> line.startsWith("#") || line.isBlank() || line.equals("---"))
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .toList();
    }

    private Stream<String> documents() {
        return Stream.of(text.split("(?m)^---\\s*$"))
                .filter(document -> document.lines().anyMatch(line -> !line.isBlank() && !line.startsWith("#")));
    }

    private static String role(String document) {
        return document.lines()
                .takeWhile(line -> line.startsWith("#") || line.isBlank())
                .map(line -> line.replaceFirst("^#\\s*", "").strip())
                .filter(List.of("platform", "previous", "sibling")::contains)
                .findFirst()
                .orElse("");
    }

    private static GenericKubernetesResource parse(String document) {
        return Serialization.unmarshal(document, GenericKubernetesResource.class);
    }
}
