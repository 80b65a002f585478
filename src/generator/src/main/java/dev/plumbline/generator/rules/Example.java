package dev.plumbline.generator.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.ModelRollout;
import dev.plumbline.views.Finding;
import dev.plumbline.views.Operation;
import dev.plumbline.views.PlatformLookup;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.Policies;
import dev.plumbline.views.RolloutSubject;
import dev.plumbline.views.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One fixture of a rule as an example for its page.
 *
 * @param headers the comment lines at the top
 * @param documents text by role, {@code judged} for the manifest itself
 */
record Example(Map<String, String> headers, Map<String, String> documents) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Pattern HEADER = Pattern.compile("# ?([a-z]+): *(.*)");
    private static final Pattern ROLE = Pattern.compile("(?m)^# ?(platform|previous|sibling)\\s*$");

    /** The day on which the fixtures are judged when they name none. */
    private static final String TODAY = "2026-11-21";

    static Example read(Path file) throws IOException {
        String text = Files.readString(file);
        Map<String, String> headers = text.lines()
                .takeWhile(line -> line.startsWith("#"))
                .map(HEADER::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(m -> m.group(1), m -> m.group(2), (first, second) -> first));
        var documents = new LinkedHashMap<String, String>();
        for (String part : text.split("(?m)^---\\s*$")) {
            String yaml = part.lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n"));
            var role = ROLE.matcher(part);
            if (!yaml.isBlank()) {
                documents.put(role.find() ? role.group(1) : "judged", yaml.strip());
            }
        }
        return new Example(headers, documents);
    }

    /** The manifest, with what stands around it where there is such. */
    String manifest() {
        return documents.entrySet().stream()
                .map(each -> (each.getKey().equals("judged") ? "" : "# " + each.getKey() + "\n") + each.getValue())
                .collect(Collectors.joining("\n---\n"));
    }

    /** The finding of that rule in this example. */
    Optional<Finding> finding(String rule) {
        return Policies.admission().judge(subject()).findings().stream()
                .filter(finding -> finding.ruleId().equals(rule))
                .findFirst();
    }

    /** How messages about this example begin, for example {@code MlPlatform ml/fraud}. */
    String frame() {
        return subject().frame();
    }

    private Subject subject() {
        var today = LocalDate.parse(headers.getOrDefault("today", TODAY));
        boolean updates = documents.containsKey("previous");
        var operation = Operation.valueOf(headers.getOrDefault("operation", updates ? "UPDATE" : "CREATE"));
        if (documents.get("judged").contains("kind: MlPlatform")) {
            return new PlatformSubject(
                    read("judged", MlPlatform.class).orElseThrow(),
                    read("previous", MlPlatform.class),
                    operation,
                    today);
        }
        PlatformLookup lookup = read("platform", MlPlatform.class)
                .<PlatformLookup>map(PlatformLookup.Found::new)
                .orElseGet(() -> "absent".equals(headers.get("platform"))
                        ? new PlatformLookup.NotFound()
                        : new PlatformLookup.NotAsked());
        return new RolloutSubject(
                read("judged", ModelRollout.class).orElseThrow(),
                read("previous", ModelRollout.class),
                lookup,
                Optional.of(read("sibling", ModelRollout.class).map(List::of).orElse(List.of())),
                operation,
                today);
    }

    private <T> Optional<T> read(String role, Class<T> type) {
        try {
            return documents.containsKey(role)
                    ? Optional.of(YAML.readValue(documents.get(role), type))
                    : Optional.empty();
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
