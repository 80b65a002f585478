package dev.plumbline.bench.swap;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.ModelRollout;
import dev.plumbline.api.ModelRolloutStatus;
import dev.plumbline.api.RolloutPhase;
import dev.plumbline.api.SwapStatus;
import dev.plumbline.plan.InferenceLabels;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** One rollout in a namespace of its own, under the operator that is installed on the cluster. */
record Rig(KubernetesClient client, String operatorNamespace) {

    static final String NAMESPACE = "plumbline-bench";
    static final String MODEL = "fraud";
    private static final String ROLLOUT = "swap";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Seldom: looking takes processor time from what is looked at. */
    private static final Duration POLL = Duration.ofMillis(400);

    /** A platform that is paused: a rollout needs one, and nothing of it needs to run here. */
    void prepare(int replicas, String version, String key, Expected... models) {
        remove();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
        client.resource(client.getKubernetesSerialization().unmarshal("""
                apiVersion: plumbline.dev/v1alpha1
                kind: MlPlatform
                metadata: {name: bench, namespace: %s}
                spec: {paused: true, h2o: {resources: {memory: 2560Mi}}}
                """.formatted(NAMESPACE), MlPlatform.class))
                .create();
        for (int i = 0; i < models.length; i++) {
            client.resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName("model-" + i)
                            .withNamespace(NAMESPACE)
                            .endMetadata()
                            .addToBinaryData("model.zip", Base64.getEncoder().encodeToString(models[i].archive()))
                            .build())
                    .create();
        }
        // The platform must be known before a rollout may name it; a webhook that has just begun may not see it yet.
        await("the rollout is accepted", () -> {
            client.resource(client.getKubernetesSerialization()
                            .unmarshal(
                                    """
                    apiVersion: plumbline.dev/v1alpha1
                    kind: ModelRollout
                    metadata: {name: %s, namespace: %s}
                    spec:
                      platformRef: {name: bench}
                      model: %s
                      serving: {replicas: {min: %d, max: %d}, resources: {memory: 768Mi}}
                    """.formatted(
                                            ROLLOUT, NAMESPACE, model(version, key, models[0]), replicas, replicas),
                                    ModelRollout.class))
                    .serverSideApply();
            return true;
        });
        await("the first model is active", () -> status().filter(s -> isActive(s, version))
                .isPresent());
    }

    void ask(String version, String key, Expected model) {
        client.resources(ModelRollout.class)
                .inNamespace(NAMESPACE)
                .withName(ROLLOUT)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\": {\"model\": " + model(version, key, model) + "}}");
    }

    private static String model(String version, String key, Expected model) {
        return "{\"name\": \"%s\", \"version\": \"%s\", \"storageUri\": \"configmap://%s/model.zip\", \"digest\": \"%s\"}"
                .formatted(MODEL, version, key, model.digest());
    }

    /** Waits until every Pod serves the version and the proof of it is written. */
    SwapStatus awaitSwap(String version) {
        // Watched and not asked for: questions would fall into the moments that are measured, and into no others.
        return client.resources(ModelRollout.class)
                .inNamespace(NAMESPACE)
                .withName(ROLLOUT)
                .waitUntilCondition(
                        rollout -> rollout != null
                                && rollout.getStatus() != null
                                && isActive(rollout.getStatus(), version),
                        PATIENCE.toSeconds(),
                        TimeUnit.SECONDS)
                .getStatus()
                .lastSwap();
    }

    private static boolean isActive(ModelRolloutStatus status, String version) {
        return status.activeModel() != null
                && version.equals(status.activeModel().version())
                && status.lastSwap() != null
                && status.activeModel().epoch().equals(status.lastSwap().epoch())
                && (status.phase() == RolloutPhase.SUCCEEDED || status.phase() == RolloutPhase.WATCHING);
    }

    private Optional<ModelRolloutStatus> status() {
        return Optional.ofNullable(client.resources(ModelRollout.class)
                        .inNamespace(NAMESPACE)
                        .withName(ROLLOUT)
                        .get())
                .map(ModelRollout::getStatus);
    }

    InetSocketAddress service() {
        String address = client.services()
                .inNamespace(NAMESPACE)
                .withName(ROLLOUT + "-inference")
                .get()
                .getSpec()
                .getClusterIP();
        return new InetSocketAddress(address, 80);
    }

    List<Pod> pods() {
        return client.pods()
                .inNamespace(NAMESPACE)
                .withLabels(InferenceLabels.selector(ROLLOUT))
                .list()
                .getItems();
    }

    /**
     * Ends a Pod without grace and without a word before: the API server forgets it at once, and the kubelet gives its
     * processes two seconds.
     */
    void killPod(int which) {
        List<Pod> pods = pods();
        client.resource(pods.get(which % pods.size())).withGracePeriod(0).delete();
    }

    /** Ends the operator that leads. */
    void killOperator() {
        String leader = client.leases()
                .inNamespace(operatorNamespace)
                .withName("plumbline-operator")
                .get()
                .getSpec()
                .getHolderIdentity();
        client
                .pods()
                .inNamespace(operatorNamespace)
                .withLabel("app.kubernetes.io/name", "plumbline-operator")
                .list()
                .getItems()
                .stream()
                .filter(pod -> leader.contains(pod.getMetadata().getName()))
                .forEach(pod -> client.resource(pod).withGracePeriod(0).delete());
    }

    void awaitAllPodsReady(int replicas) {
        await(
                "all Pods are ready",
                () -> pods().stream()
                                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                                .filter(pod -> pod.getStatus().getConditions().stream()
                                        .anyMatch(c -> c.getType().equals("Ready")
                                                && c.getStatus().equals("True")))
                                .count()
                        == replicas);
    }

    void remove() {
        client.resources(ModelRollout.class).inNamespace(NAMESPACE).delete();
        client.namespaces().withName(NAMESPACE).delete();
        await(
                "the namespace is gone",
                () -> client.namespaces().withName(NAMESPACE).get() == null);
    }

    private static void await(String what, Supplier<Boolean> condition) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        RuntimeException last = null;
        while (System.nanoTime() < until) {
            try {
                if (condition.get()) {
                    return;
                }
            } catch (io.fabric8.kubernetes.client.KubernetesClientException notYet) {
                last = notYet;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        throw new IllegalStateException("not within " + PATIENCE.toSeconds() + " s: " + what, last);
    }
}
