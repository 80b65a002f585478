package dev.plumbline.testcluster;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Applies the CRDs of the checkout, as {@code kubectl apply --server-side} would. */
final class Crds {

    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("plumbline-test")
            .withForce(true)
            .build();

    private Crds() {}

    static Path directory() {
        return Path.of(System.getProperty("plumbline.root", ".")).resolve("crds");
    }

    /** Applies every {@code *.yaml} of a directory (none when it does not exist) and waits until all are served. */
    static void apply(KubernetesClient client, Path directory) {
        List<CustomResourceDefinition> applied = files(directory).stream()
                .flatMap(file -> read(client, file))
                .map(crd -> client.resource(crd).patch(APPLY))
                .toList();
        applied.forEach(crd -> ServedCrd.await(client, crd));
    }

    private static Stream<CustomResourceDefinition> read(KubernetesClient client, Path file) {
        try (var input = Files.newInputStream(file)) {
            return client.load(input).items().stream()
                    .filter(CustomResourceDefinition.class::isInstance)
                    .map(CustomResourceDefinition.class::cast);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static List<Path> files(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }
}
