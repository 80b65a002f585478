package dev.plumbline.generator.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the examples of the rule pages among the fixtures of the rules' tests. */
final class Examples {

    private Examples() {}

    /** Where the fixtures lie: in the checkout that is built, wherever the pages are written to. */
    private static Path fixtures() {
        return Path.of(System.getProperty("plumbline.root", "."), "src/core/src/test/resources/rules");
    }

    /** A manifest that the rule refuses: one whose message is spelled out, since that is the rule's typical case. */
    static Example bad(String rule) {
        return first(rule, "failure.");
    }

    /** A manifest that the rule accepts. */
    static Example good(String rule) {
        return first(rule, "success.");
    }

    private static Example first(String rule, String prefix) {
        try (var files = Files.list(fixtures().resolve(rule))) {
            var examples = files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .map(Examples::read)
                    .toList();
            return examples.stream()
                    .filter(each -> each.headers().containsKey("expect"))
                    .findFirst()
                    .orElseGet(examples::getFirst);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static Example read(Path file) {
        try {
            return Example.read(file);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
