package dev.plumbline.testcluster;

import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionStatus;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Whether the API server serves a CRD. The condition {@code Established} is not enough: discovery, by which clients find
 * the path of a kind, and the handler of its objects each learn of the CRD a moment after that condition is written.
 */
public final class ServedCrd {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 25;

    private ServedCrd() {}

    /**
     * Waits until every version of a stored CRD is established, discovered and listed.
     *
     * @throws IllegalStateException when that takes more than 30 s, or when the thread is interrupted
     */
    public static void await(KubernetesClient client, CustomResourceDefinition crd) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!isServed(client, crd)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        crd.getMetadata().getName() + " is not served after " + LIMIT.toSeconds() + " s");
            }
            pause();
        }
    }

    private static boolean isServed(KubernetesClient client, CustomResourceDefinition crd) {
        return established(client.resource(crd).get())
                && crd.getSpec().getVersions().stream()
                        .filter(CustomResourceDefinitionVersion::getServed)
                        .allMatch(version -> discovered(client, crd, version) && listed(client, crd, version));
    }

    /** The API server writes the status after it has stored the CRD, so any part of it may be missing. */
    private static boolean established(CustomResourceDefinition crd) {
        return Optional.ofNullable(crd)
                .map(CustomResourceDefinition::getStatus)
                .map(CustomResourceDefinitionStatus::getConditions)
                .orElse(List.of())
                .stream()
                .anyMatch(each ->
                        each.getType().equals("Established") && each.getStatus().equals("True"));
    }

    private static boolean discovered(
            KubernetesClient client, CustomResourceDefinition crd, CustomResourceDefinitionVersion version) {
        APIResourceList found = client.getApiResources(crd.getSpec().getGroup() + "/" + version.getName());
        return Optional.ofNullable(found).map(APIResourceList::getResources).orElse(List.of()).stream()
                .anyMatch(each -> each.getKind().equals(crd.getSpec().getNames().getKind()));
    }

    private static boolean listed(
            KubernetesClient client, CustomResourceDefinition crd, CustomResourceDefinitionVersion version) {
        var kind = new CustomResourceDefinitionContext.Builder()
                .withGroup(crd.getSpec().getGroup())
                .withVersion(version.getName())
                .withKind(crd.getSpec().getNames().getKind())
                .withPlural(crd.getSpec().getNames().getPlural())
                .withScope(crd.getSpec().getScope())
                .build();
        try {
            client.genericKubernetesResources(kind).inAnyNamespace().list();
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while an API server begins to serve a CRD", e);
        }
    }
}
