package dev.plumbline.operator.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The chart as `helm template` shows it for one set of values. */
record Chart(List<HasMetadata> objects) {

    static final Path ROOT = Path.of(System.getProperty("plumbline.root"));
    static final Path FOLDER = ROOT.resolve("helm/plumbline");

    static Chart render() {
        return render(Map.of());
    }

    /** Throws what Helm says when the values are refused. */
    static Chart render(Map<String, Object> values) {
        TemplateCommand command = new Helm(FOLDER)
                .template()
                .withName("plumbline")
                .withNamespace("plumbline-system")
                .withKubeVersion("1.34.4");
        values.forEach(command::set);
        return new Chart(Stream.of(command.call().split("(?m)^---$"))
                .filter(document -> document.lines().anyMatch(line -> !line.isBlank() && !line.startsWith("#")))
                .map(Chart::parse)
                .toList());
    }

    private static HasMetadata parse(String document) {
        KubernetesResource parsed = Serialization.unmarshal(document);
        return (HasMetadata) parsed;
    }

    /** All objects of a kind that Fabric8 has a class for. */
    <T extends HasMetadata> List<T> all(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The one object of this kind and name. */
    <T extends HasMetadata> T one(Class<T> type, String name) {
        return all(type).stream()
                .filter(object -> object.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + " " + name));
    }

    /** Objects of kinds that Fabric8 has no class for here, such as cert-manager's. */
    List<GenericKubernetesResource> custom(String kind) {
        return all(GenericKubernetesResource.class).stream()
                .filter(object -> object.getKind().equals(kind))
                .toList();
    }
}
