package dev.plumbline.operator.chart;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sets of rights, one verb on one resource each, written {@code group/resource:verb}. */
final class Rights {
    /** What server-side apply and an informer need for a planned object; deleting is another matter. */
    private static final List<String> APPLY = List.of("get", "list", "watch", "create", "patch");

    private static final Path PLANS = Chart.ROOT.resolve("src/core/src/test/resources");

    private Rights() {}

    static Set<String> of(Collection<PolicyRule> rules) {
        return rules.stream()
                .flatMap(rule -> rule.getApiGroups().stream().flatMap(group -> rule.getResources().stream()
                        .flatMap(resource -> rule.getVerbs().stream().map(verb -> right(group, resource, verb)))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of the operator itself, by ClusterRole, not counting what is bound to one name or one namespace. */
    static Set<String> ofChart() {
        return of(Chart.render().one(ClusterRole.class, "plumbline-operator").getRules().stream()
                .filter(rule -> rule.getResourceNames().isEmpty())
                .toList());
    }

    /** What the extension derives from the controllers and their dependents when the operator is built. */
    static Set<String> ofOracle() {
        return of(objects(Chart.ROOT.resolve("src/operator/target/kubernetes/kubernetes.yml"))
                .filter(ClusterRole.class::isInstance)
                .flatMap(role -> ((ClusterRole) role).getRules().stream())
                .toList());
    }

    /** What it takes to apply every object of the golden plans. */
    static Set<String> ofPlannedKinds() {
        return goldens().flatMap(Rights::apply).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the Roles of the golden plans hand on; nobody can grant what he does not hold. */
    static Set<String> ofPlannedRoles() {
        return of(goldens()
                .filter(Role.class::isInstance)
                .flatMap(role -> ((Role) role).getRules().stream())
                .toList());
    }

    static Set<String> ofReasons(String part) {
        Map<?, ?> file = read(Chart.ROOT.resolve("src/operator/src/test/resources/rbac/reasons.yaml"), Map.class);
        Set<String> rights = new TreeSet<>();
        for (Object each : (List<?>) file.get(part)) {
            Map<?, ?> entry = (Map<?, ?>) each;
            if (String.valueOf(entry.get("reason")).length() < 20) {
                throw new AssertionError("no reason in " + entry);
            }
            ((List<?>) entry.get("verbs"))
                    .forEach(verb -> rights.add(right(
                            entry.get("group").toString(), entry.get("resource").toString(), verb.toString())));
        }
        return rights;
    }

    private static Stream<String> apply(HasMetadata object) {
        String group =
                object.getApiVersion().contains("/") ? object.getApiVersion().replaceFirst("/.*", "") : "";
        return APPLY.stream().map(verb -> right(group, object.getPlural(), verb));
    }

    private static String right(String group, String resource, String verb) {
        return group + "/" + resource + ":" + verb;
    }

    private static Stream<HasMetadata> goldens() {
        try (Stream<Path> files = Files.walk(PLANS)) {
            return files.filter(file -> file.getFileName().toString().matches("out-.*\\.yaml")).toList().stream()
                    .flatMap(Rights::objects);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<HasMetadata> objects(Path file) {
        try {
            return Stream.of(Files.readString(file).split("(?m)^---$"))
                    .filter(document -> !document.isBlank())
                    .map(document -> (HasMetadata) Serialization.unmarshal(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T read(Path file, Class<T> type) {
        try {
            return Serialization.unmarshal(Files.readString(file), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
