package dev.plumbline.operator.it;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.ModelRollout;
import dev.plumbline.api.ModelRolloutStatus;
import dev.plumbline.api.RolloutPhase;
import dev.plumbline.plan.InferenceLabels;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/** One rollout of one namespace, whose models lie in the ConfigMap {@code models}. */
record Rollouts(KubernetesClient client, String namespace, String name) {

    static final String MODEL = "fraud";

    /** A paused platform: a rollout needs one, and nothing of it needs to run. */
    void createPlatform() {
        MlPlatform platform = client.getKubernetesSerialization().unmarshal("""
                apiVersion: plumbline.dev/v1alpha1
                kind: MlPlatform
                metadata: {name: fraud, namespace: %s}
                spec: {paused: true, h2o: {resources: {memory: 2560Mi}}}
                """.formatted(namespace), MlPlatform.class);
        client.resource(platform).create();
    }

    void store(String key, byte[] bytes) {
        var model = new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(configMap(key))
                .endMetadata()
                .addToBinaryData(key, Base64.getEncoder().encodeToString(bytes))
                .build();
        client.resource(model).create();
    }

    /** Takes a model out of its store. */
    void forget(String key) {
        client.configMaps().inNamespace(namespace).withName(configMap(key)).delete();
    }

    private static String configMap(String key) {
        return "model-" + key.replace('.', '-');
    }

    void create(int replicas, String version, String key, byte[] bytes) {
        ModelRollout rollout = client.getKubernetesSerialization()
                .unmarshal(
                        """
                apiVersion: plumbline.dev/v1alpha1
                kind: ModelRollout
                metadata: {name: %s, namespace: %s}
                spec:
                  platformRef: {name: fraud}
                  model: %s
                  serving: {replicas: {min: %d, max: %d}, resources: {memory: 512Mi}}
                """.formatted(name, namespace, model(version, key, digest(bytes)), replicas, replicas),
                        ModelRollout.class);
        client.resource(rollout).create();
    }

    void ask(String version, String key, String digest) {
        patch("{\"spec\": {\"model\": " + model(version, key, digest) + "}}");
    }

    void patch(String json) {
        var merge = PatchContext.of(PatchType.JSON_MERGE);
        client.resources(ModelRollout.class)
                .inNamespace(namespace)
                .withName(name)
                .patch(merge, json);
    }

    static String model(String version, String key, String digest) {
        return "{\"name\": \"%s\", \"version\": \"%s\", \"storageUri\": \"configmap://%s/%s\", \"digest\": \"%s\"}"
                .formatted(MODEL, version, configMap(key), key, digest);
    }

    ModelRollout get() {
        return client.resources(ModelRollout.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    /** Hands over each status that is written, until what it gives is closed. */
    Watch watch(Consumer<ModelRolloutStatus> told) {
        return client.resources(ModelRollout.class)
                .inNamespace(namespace)
                .withName(name)
                .watch(new Watcher<>() {
                    @Override
                    public void eventReceived(Action action, ModelRollout rollout) {
                        told.accept(rollout.getStatus());
                    }

                    @Override
                    public void onClose(WatcherException cause) {
                        // What was not seen is missed by the assertions.
                    }
                });
    }

    /** The record that Pods read, or nothing. */
    String record() {
        return text(recordMap().get());
    }

    /** Returns with the very change that makes the record hold this text: it is watched and not asked for. */
    void awaitRecordWith(String text, Duration atMost) {
        recordMap().waitUntilCondition(map -> text(map).contains(text), atMost.toSeconds(), TimeUnit.SECONDS);
    }

    private Resource<ConfigMap> recordMap() {
        return client.configMaps().inNamespace(namespace).withName(name + "-epoch");
    }

    private static String text(ConfigMap record) {
        return record == null ? "" : record.getData().get("state.json");
    }

    /** The status once it speaks of the newest spec and has this phase. */
    ModelRolloutStatus await(RolloutPhase phase, Duration atMost) {
        return Awaitility.await(phase.text())
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(250))
                .until(
                        this::get,
                        r -> r.getStatus() != null
                                && r.getMetadata()
                                        .getGeneration()
                                        .equals(r.getStatus().observedGeneration())
                                && r.getStatus().phase() == phase)
                .getStatus();
    }

    /** As {@link #await}, and Ready as well. */
    ModelRolloutStatus awaitReady(Duration atMost) {
        return Awaitility.await("Ready")
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(250))
                .until(
                        this::get,
                        r -> r.getStatus() != null
                                && r.getMetadata()
                                        .getGeneration()
                                        .equals(r.getStatus().observedGeneration())
                                && condition(r.getStatus(), "Ready").startsWith("True"))
                .getStatus();
    }

    static String condition(ModelRolloutStatus status, String type) {
        return status.conditions().stream()
                .filter(c -> c.getType().equals(type))
                .map(c -> c.getStatus() + "/" + c.getReason())
                .findFirst()
                .orElse("absent");
    }

    static String message(ModelRolloutStatus status, String type) {
        return status.conditions().stream()
                .filter(c -> c.getType().equals(type))
                .map(Condition::getMessage)
                .findFirst()
                .orElse("");
    }

    List<Pod> pods() {
        return client
                .pods()
                .inNamespace(namespace)
                .withLabels(InferenceLabels.selector(name))
                .list()
                .getItems()
                .stream()
                .filter(p -> p.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    List<String> podHosts() {
        return podHosts(8080);
    }

    List<String> podHosts(int port) {
        return pods().stream().map(p -> p.getStatus().getPodIP() + ":" + port).toList();
    }

    String serviceHost() {
        return client.services()
                .inNamespace(namespace)
                .withName(name + "-inference")
                .get()
                .getSpec()
                .getClusterIP();
    }

    static String digest(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
