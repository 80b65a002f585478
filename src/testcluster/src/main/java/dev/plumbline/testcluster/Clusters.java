package dev.plumbline.testcluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;

/** Turns a choice into a running cluster. */
final class Clusters {

    /** The minor version that the local cluster has too. */
    private static final DockerImageName K3S = DockerImageName.parse("rancher/k3s:v1.34.1-k3s1");

    private Clusters() {}

    static Cluster start(Choice choice) {
        return switch (choice) {
            case Choice.GivenKubeconfig given -> given(given);
            case Choice.DockerK3s docker -> k3s();
            case Choice.LocalScript local -> local.script().up(local.level());
            case Choice.Nothing nothing -> throw new IllegalStateException(String.join("; ", nothing.reasons()));
        };
    }

    static KubernetesClient client(Cluster cluster) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(cluster.kubeconfig()))
                .build();
    }

    /** A foreign cluster serves Pods when one of its nodes is Ready. */
    private static Cluster given(Choice.GivenKubeconfig given) {
        String kubeconfig;
        try {
            kubeconfig = Files.readString(Path.of(given.path()));
        } catch (IOException e) {
            throw new UncheckedIOException(given.variable() + " names " + given.path() + ", which cannot be read", e);
        }
        Cluster unknown =
                new Cluster("kubeconfig of " + given.variable(), Level.CONTROL_PLANE, kubeconfig, Optional.empty());
        try (KubernetesClient client = client(unknown)) {
            boolean pods = client.nodes().list().getItems().stream()
                    .anyMatch(node -> client.nodes().resource(node).isReady());
            return pods ? new Cluster(unknown.source(), Level.NODE, kubeconfig, Optional.empty()) : unknown;
        }
    }

    /** Testcontainers ends the container with the JVM. */
    @SuppressWarnings("resource")
    private static Cluster k3s() {
        K3sContainer container = new K3sContainer(K3S);
        container.start();
        return new Cluster("k3s in Docker", Level.NODE, container.getKubeConfigYaml(), Optional.empty());
    }
}
