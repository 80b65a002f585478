package dev.plumbline.testcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

@OnCluster
class ClusterExtensionIT {

    @Test
    void handsOutANamespaceThatExists(KubernetesClient client, TestNamespace namespace) {
        assertThat(namespace.name()).startsWith("t-clusterextensionit-");
        assertThat(client.namespaces()
                        .withName(namespace.name())
                        .get()
                        .getStatus()
                        .getPhase())
                .isEqualTo("Active");
    }

    @Test
    void namespaceRefusesPodsThatAreNotRestricted(KubernetesClient client, TestNamespace namespace) {
        assertThatThrownBy(() -> create(client, namespace, new SecurityContext()))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("violates PodSecurity \"restricted:latest\"");
    }

    @Test
    void aClassThatAsksForAControlPlaneAloneGetsNoPods(KubernetesClient client, TestNamespace namespace) {
        var restricted = new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withRunAsNonRoot(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .build();
        assertThatThrownBy(() -> create(client, namespace, restricted))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("no-pods");
    }

    private static void create(KubernetesClient client, TestNamespace namespace, SecurityContext context) {
        var pod = new PodBuilder()
                .withNewMetadata()
                .withName("loose")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("c")
                .withImage("localhost/pause:1")
                .withSecurityContext(context)
                .endContainer()
                .endSpec()
                .build();
        client.pods().inNamespace(namespace.name()).resource(pod).create();
    }

    @Test
    void crdsOfTheCheckoutAreServed(KubernetesClient client) {
        assertThat(client.apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .list()
                        .getItems())
                .extracting(crd -> crd.getMetadata().getName())
                .contains("mlplatforms.plumbline.dev", "modelrollouts.plumbline.dev");
    }

    @Test
    void auditLogHasEveryWriteWithItsAuthor(KubernetesClient client, TestNamespace namespace, AuditLog audit) {
        Assumptions.assumeTrue(audit.file().isPresent(), "a cluster that was given has no audit log here");
        Instant begin = Instant.now().minus(1, ChronoUnit.SECONDS);
        client.configMaps()
                .inNamespace(namespace.name())
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("seen")
                        .endMetadata()
                        .build())
                .create();
        client.configMaps().inNamespace(namespace.name()).withName("seen").get();
        assertThat(audit.writesSince(begin))
                .filteredOn(write ->
                        write.name().equals("seen") && write.namespace().equals(namespace.name()))
                .singleElement()
                .satisfies(write -> {
                    assertThat(write.verb()).isEqualTo("create");
                    assertThat(write.resource()).isEqualTo("configmaps");
                    assertThat(write.user()).isEqualTo("plumbline-admin");
                    assertThat(write.code()).isEqualTo(201);
                });
    }
}
