package dev.plumbline.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.ModelRollout;
import dev.plumbline.testcluster.Cluster;
import dev.plumbline.testcluster.Level;
import dev.plumbline.testcluster.OnCluster;
import dev.plumbline.testcluster.TestNamespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A model that lies on a volume, as a store of models in the cluster would be. */
@OnCluster(level = Level.NODE)
class VolumeRolloutE2E {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String CLAIM = """
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: model-store, namespace: %s}
            spec:
              accessModes: [ReadWriteOnce]
              resources: {requests: {storage: 64Mi}}
            """;

    /** Copies a model from a ConfigMap onto the volume. Any image with a shell and cp would do. */
    private static final String WRITER = """
            apiVersion: v1
            kind: Pod
            metadata: {name: writer, namespace: %s}
            spec:
              restartPolicy: Never
              securityContext:
                {runAsNonRoot: true, runAsUser: 10001, fsGroup: 10001, seccompProfile: {type: RuntimeDefault}}
              containers:
                - name: writer
                  image: localhost/plumbline-scorer:0.1.0
                  imagePullPolicy: IfNotPresent
                  command: [sh, -c, "mkdir -p /store/fraud && cp /in/v1.zip /store/fraud/v1.zip"]
                  securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
                  volumeMounts: [{name: in, mountPath: /in}, {name: store, mountPath: /store}]
              volumes:
                - {name: in, configMap: {name: model-v1-zip}}
                - {name: store, persistentVolumeClaim: {claimName: model-store}}
            """;

    @Test
    void aModelOnAVolumeIsServed(Cluster cluster, TestNamespace namespace, KubernetesClient client) throws IOException {
        byte[] model = Files.readAllBytes(ScoringClient.mojo("gbm-binomial-v1"));
        var rollout = new Rollouts(client, namespace.name(), "stored");
        rollout.createPlatform();
        rollout.store("v1.zip", model);
        client.resource(read(client, CLAIM, namespace, PersistentVolumeClaim.class))
                .create();
        client.resource(read(client, WRITER, namespace, Pod.class)).create();
        Awaitility.await("the model is on the volume").atMost(PATIENCE).until(() -> client.pods()
                .inNamespace(namespace.name())
                .withName("writer")
                .get()
                .getStatus()
                .getPhase()
                .equals("Succeeded"));

        try (var operator = new OperatorProcess(cluster, namespace, Map.of())) {
            operator.start().awaitReady();
            client.resource(client.getKubernetesSerialization()
                            .unmarshal("""
                    apiVersion: plumbline.dev/v1alpha1
                    kind: ModelRollout
                    metadata: {name: stored, namespace: %s}
                    spec:
                      platformRef: {name: fraud}
                      model:
                        name: fraud
                        version: "1"
                        storageUri: pvc://model-store/fraud/v1.zip
                        digest: %s
                      serving: {replicas: {min: 1, max: 1}, resources: {memory: 512Mi}}
                    """.formatted(namespace.name(), Rollouts.digest(model)), ModelRollout.class))
                    .create();
            rollout.awaitReady(PATIENCE);
            var scoring = new ScoringClient(Rollouts.MODEL, Map.of("1", "gbm-binomial-v1"));
            assertThat(rollout.podHosts()).singleElement().satisfies(host -> assertThat(scoring.ask(host, 3))
                    .isEqualTo(new ScoringClient.Answer("1", 1, "")));
            assertThat(rollout.pods().getFirst().getSpec().getVolumes())
                    .filteredOn(volume -> volume.getPersistentVolumeClaim() != null)
                    .singleElement()
                    .matches(volume -> Boolean.TRUE.equals(
                            volume.getPersistentVolumeClaim().getReadOnly()));
        }
    }

    private static <T> T read(KubernetesClient client, String yaml, TestNamespace namespace, Class<T> type) {
        return client.getKubernetesSerialization().unmarshal(yaml.formatted(namespace.name()), type);
    }
}
