package dev.plumbline.cli.lint;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.MlPlatformSpec;
import dev.plumbline.api.ModelRollout;
import dev.plumbline.api.ModelRolloutSpec;
import dev.plumbline.cli.yaml.Document;
import dev.plumbline.cli.yaml.Failure;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds our objects among documents, holds them against their schema and decodes them. */
public final class Manifests {
    private static final String GROUP = "plumbline.dev/";
    private static final String VERSION = GROUP + "v1alpha1";
    private static final List<String> KINDS = List.of("MlPlatform", "ModelRollout");

    private static final ObjectMapper JSON = new ObjectMapper()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .registerModule(new Narrowing());

    private final Map<String, Map<String, Object>> schemas = new LinkedHashMap<>();
    private final List<Manifest> manifests = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final Map<String, Integer> ignored = new LinkedHashMap<>();

    public static Manifests of(List<Document> documents) {
        var found = new Manifests();
        documents.forEach(document -> found.add(document, "", document.tree()));
        return found;
    }

    public List<Manifest> manifests() {
        return List.copyOf(manifests);
    }

    /** Documents that are no Kubernetes objects. */
    public List<Failure> failures() {
        return List.copyOf(failures);
    }

    /** How often other kinds were met, by kind. */
    public Map<String, Integer> ignored() {
        return ignored;
    }

    private void add(Document document, String path, Object value) {
        if (!(value instanceof Map<?, ?> tree)
                || !(tree.get("apiVersion") instanceof String version)
                || !(tree.get("kind") instanceof String kind)) {
            int line = document.positions().line(path);
            failures.add(
                    new Failure(document.file(), line, 0, "not a Kubernetes object: apiVersion and kind are missing"));
            return;
        }
        if (kind.equals("List") && tree.get("items") instanceof List<?> items) {
            for (int i = 0; i < items.size(); i++) {
                add(document, path + "items[" + i + "]", items.get(i));
            }
            return;
        }
        if (version.startsWith(GROUP)) {
            manifests.add(ours(document, path, version, kind, tree));
        } else {
            ignored.merge(kind, 1, Integer::sum);
        }
    }

    private Manifest ours(Document document, String path, String version, String kind, Map<?, ?> tree) {
        var positions = new Located(document.positions(), path);
        var problems = new ArrayList<Problem>();
        String known = KINDS.contains(kind) ? kind : Nearest.to(kind, KINDS);
        if (!version.equals(VERSION)) {
            problems.add(
                    positions.problem("apiVersion", version, VERSION, "apiVersion " + version + " is not served."));
        }
        if (!kind.equals(known)) {
            problems.add(positions.problem(
                    "kind",
                    kind,
                    "MlPlatform or ModelRollout",
                    "kind " + kind + " is unknown in plumbline.dev"
                            + (known.isEmpty() ? "." : "; did you mean " + known + "?")));
        }
        document.duplicates().stream()
                .filter(each -> each.startsWith(path))
                .forEach(each -> problems.add(positions.problem(
                        positions.within(each),
                        "twice",
                        "once",
                        positions.within(each) + " stands twice in one mapping.")));
        MetadataForm.breaches(tree.get("metadata"))
                .forEach(breach -> problems.add(
                        positions.problem(breach.path(), breach.found(), breach.allowed(), breach.text())));
        String shape = known.isEmpty() ? "MlPlatform" : known;
        var plain = new Plain(tree);
        if (!known.isEmpty()) {
            var schema = schemas.computeIfAbsent(shape, Crds::schema);
            for (SchemaBreach breach : SchemaWalk.breaches(schema, plain.map())) {
                problems.add(positions.problem(breach.path(), breach.found(), breach.allowed(), breach.text()));
                if (breach.unusable()) {
                    plain.drop(breach.path());
                }
            }
        }
        return new Manifest(document.file(), decode(plain, shape), positions, problems);
    }

    /** What the schema refused is left out, so that the rules can still judge the rest. */
    private static HasMetadata decode(Plain plain, String kind) {
        // Spec and metadata alone: the operator writes the status, and its types would double the start-up time.
        Object spec = plain.map().get("spec");
        if (kind.equals("ModelRollout")) {
            var rollout = new ModelRollout();
            rollout.setSpec(JSON.convertValue(spec, ModelRolloutSpec.class));
            rollout.setMetadata(plain.metadata());
            return rollout;
        }
        var platform = new MlPlatform();
        platform.setSpec(JSON.convertValue(spec, MlPlatformSpec.class));
        platform.setMetadata(plain.metadata());
        return platform;
    }
}
