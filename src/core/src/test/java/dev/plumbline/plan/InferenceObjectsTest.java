package dev.plumbline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.ModelRollout;
import dev.plumbline.rollout.Colour;
import dev.plumbline.rollout.Intent;
import dev.plumbline.rollout.ModelVersion;
import dev.plumbline.rollout.Sides;
import dev.plumbline.rollout.Standby;
import dev.plumbline.rollout.Template;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class InferenceObjectsTest {

    private static ValidRollout rollout(String version, String uri, int max) {
        return ValidRollouts.of(
                Serialization.unmarshal("""
                        apiVersion: plumbline.dev/v1alpha1
                        kind: ModelRollout
                        metadata: {name: fraud-gbm, namespace: ml}
                        spec:
                          platformRef: {name: fraud}
                          model: {version: "%1$s", storageUri: "%2$s", digest: "sha256:%3$s"}
                          serving: {replicas: {min: 2, max: %4$d}}
                        """.formatted(version, uri, version.repeat(64), max), ModelRollout.class),
                Optional.empty());
    }

    private static List<HasMetadata> plan(ValidRollout rollout, Intent intent, InferenceNow now) {
        InferenceSources sources = InferenceSources.of(Optional.of(rollout.model()), intent, now.mountedClaims());
        return InferenceObjects.of(rollout, PlatformPlannerTest.AROUND, sources, InferenceRunning.blue(now));
    }

    private static <T> T find(List<HasMetadata> objects, Class<T> kind) {
        return objects.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    private static PodTemplateSpec template(List<HasMetadata> objects) {
        return find(objects, Deployment.class).getSpec().getTemplate();
    }

    @Test
    void anotherModelDoesNotRestartThePods() {
        ValidRollout one = rollout("1", "configmap://models/1.zip", 2);
        ValidRollout two = rollout("2", "https://models.example.com/2.zip", 2);
        assertThat(template(plan(one, Intent.none(), InferenceNow.nothing())))
                .isEqualTo(template(plan(two, Intent.none(), InferenceNow.nothing())));
    }

    @Test
    void theSecretOfTheStoreIsMountedAndIsNoVariable() {
        ModelRollout rollout = Serialization.unmarshal("""
                apiVersion: plumbline.dev/v1alpha1
                kind: ModelRollout
                metadata: {name: fraud-gbm, namespace: ml}
                spec:
                  platformRef: {name: fraud}
                  model: {storageUri: "s3://models/1.zip", digest: "sha256:%s", secretRef: {name: model-store}}
                """.formatted("1".repeat(64)), ModelRollout.class);
        var pod = template(plan(ValidRollouts.of(rollout, Optional.empty()), Intent.none(), InferenceNow.nothing()))
                .getSpec();
        var container = pod.getContainers().getFirst();
        assertThat(pod.getVolumes())
                .filteredOn(v ->
                        v.getSecret() != null && v.getSecret().getSecretName().equals("model-store"))
                .singleElement()
                // A Secret that is gone must not keep a Pod from starting that has the model already.
                .matches(v -> v.getSecret().getOptional());
        assertThat(container.getEnvFrom()).isEmpty();
        assertThat(container.getEnv())
                .filteredOn(e -> e.getName().equals("PLUMBLINE_STORE_SECRET_DIR"))
                .singleElement()
                .satisfies(e -> assertThat(container.getVolumeMounts())
                        .anyMatch(m -> m.getMountPath().equals(e.getValue()) && m.getReadOnly()));
    }

    @Test
    void aClaimThatIsMountedStaysMounted() {
        ValidRollout onClaim = rollout("1", "pvc://store/1.zip", 2);
        Deployment running = find(plan(onClaim, Intent.none(), InferenceNow.nothing()), Deployment.class);
        ValidRollout elsewhere = rollout("2", "configmap://models/2.zip", 2);
        assertThat(template(plan(elsewhere, Intent.none(), InferenceNow.of(Optional.of(running)))))
                .isEqualTo(running.getSpec().getTemplate());
    }

    @Test
    void podsMayReadTheModelsOfTheRecordAndNothingElse() {
        var active = new ModelVersion("fraud-gbm", "1", "sha256:" + "1".repeat(64), "configmap://old/1.zip");
        Intent intent = new Intent(
                1,
                Optional.of(active),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Role role = find(plan(rollout("2", "configmap://new/2.zip", 2), intent, InferenceNow.nothing()), Role.class);
        assertThat(role.getRules()).singleElement().satisfies(rule -> {
            assertThat(rule.getVerbs()).containsExactly("get");
            assertThat(rule.getResourceNames()).containsExactly("fraud-gbm-epoch", "new", "old");
        });
    }

    @Test
    void replicasAreHandedOverToTheAutoscalerWithoutFallingToOne() {
        ValidRollout scaled = rollout("1", "configmap://models/1.zip", 9);
        assertThat(replicas(scaled, InferenceNow.nothing())).isEqualTo(2);
        assertThat(replicas(scaled, new InferenceNow(true, OptionalInt.of(5), List.of())))
                .isEqualTo(5);
        assertThat(replicas(scaled, new InferenceNow(true, OptionalInt.empty(), List.of())))
                .isNull();
    }

    private static Integer replicas(ValidRollout rollout, InferenceNow now) {
        return find(plan(rollout, Intent.none(), now), Deployment.class)
                .getSpec()
                .getReplicas();
    }

    @Test
    void theReplicasAreOursOnlyWhileOurManagerOwnsTheField() {
        assertThat(InferenceNow.of(Optional.of(deployment("plumbline-operator")))
                        .ownReplicas())
                .hasValue(4);
        assertThat(InferenceNow.of(Optional.of(deployment("kube-controller-manager")))
                        .ownReplicas())
                .isEmpty();
    }

    private static Deployment deployment(String manager) {
        var fields = new FieldsV1();
        fields.setAdditionalProperty("f:spec", Map.of("f:replicas", Map.of()));
        return new DeploymentBuilder()
                .withNewMetadata()
                .withManagedFields(new ManagedFieldsEntryBuilder()
                        .withManager(manager)
                        .withFieldsV1(fields)
                        .build())
                .endMetadata()
                .withNewSpec()
                .withReplicas(4)
                .withNewTemplate()
                .withNewSpec()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static final Template OLD = new Template("old", "{\"spec\":{\"containers\":[{\"name\":\"scorer\"}]}}");

    private static ValidRollout blueGreen(int max) {
        return ValidRollouts.of(
                Serialization.unmarshal("""
                        apiVersion: plumbline.dev/v1alpha1
                        kind: ModelRollout
                        metadata: {name: fraud-gbm, namespace: ml}
                        spec:
                          platformRef: {name: fraud}
                          model: {version: "2", storageUri: "configmap://m/2.zip", digest: "sha256:%s"}
                          serving: {replicas: {min: 2, max: %d}}
                          strategy: {type: BlueGreen}
                        """.formatted("2".repeat(64), max), ModelRollout.class), Optional.empty());
    }

    private static List<HasMetadata> plan(ValidRollout rollout, Sides sides, Map<Colour, InferenceNow> now) {
        InferenceSources sources = InferenceSources.of(Optional.of(rollout.model()), Intent.none(), List.of());
        return InferenceObjects.of(rollout, PlatformPlannerTest.AROUND, sources, new InferenceRunning(sides, now));
    }

    private static Deployment named(List<HasMetadata> objects, String name) {
        return objects.stream()
                .filter(o ->
                        o instanceof Deployment && o.getMetadata().getName().equals(name))
                .map(Deployment.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Sides beside(Template template, Standby.Stage stage) {
        var model = new ModelVersion("fraud-gbm", "2", "sha256:" + "2".repeat(64), "configmap://m/2.zip");
        return new Sides(Colour.BLUE, 0, Optional.of(OLD), Optional.of(new Standby(model, template, stage)));
    }

    @Test
    void whatServesKeepsItsTemplateWhileTheOtherDeploymentHasTheNewOne() {
        ValidRollout rollout = blueGreen(9);
        InferenceSources sources = InferenceSources.of(Optional.of(rollout.model()), Intent.none(), List.of());
        Template next =
                InferenceTemplates.wanted(rollout, PlatformPlannerTest.AROUND, sources, Sides.only(Colour.BLUE));
        List<HasMetadata> objects = plan(
                rollout,
                beside(next, Standby.Stage.PREPARING),
                Map.of(Colour.BLUE, new InferenceNow(true, OptionalInt.empty(), OptionalInt.of(5), List.of())));
        Deployment blue = named(objects, "fraud-gbm-inference");
        Deployment green = named(objects, "fraud-gbm-inference-green");
        assertThat(blue.getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getImage())
                .isNull();
        assertThat(green.getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getEnv())
                .anyMatch(e -> e.getName().equals("PLUMBLINE_EPOCH_KEY")
                        && e.getValue().equals("state-green.json"));
        assertThat(green.getSpec().getReplicas())
                .as("as many as have the load now")
                .isEqualTo(5);
        assertThat(green.getSpec().getSelector().getMatchLabels()).containsEntry("plumbline.dev/colour", "green");
        assertThat(find(objects, Service.class).getSpec().getSelector()).containsEntry("plumbline.dev/colour", "blue");
        assertThat(objects.stream().filter(HorizontalPodAutoscaler.class::isInstance))
                .singleElement()
                .satisfies(h -> assertThat(h.getMetadata().getName()).isEqualTo("fraud-gbm-inference"));
        assertThat(objects.stream().filter(PodDisruptionBudget.class::isInstance))
                .hasSize(2);
    }

    @Test
    void untilTheArtifactIsAcceptedThereIsOneDeployment() {
        List<HasMetadata> objects = plan(blueGreen(2), beside(OLD, Standby.Stage.PLANNED), Map.of());
        assertThat(objects.stream().filter(Deployment.class::isInstance)).hasSize(1);
    }

    @Test
    void aTemplateHasOneDigestWhicheverDeploymentHasIt() {
        ValidRollout rollout = blueGreen(2);
        InferenceSources sources = InferenceSources.of(Optional.of(rollout.model()), Intent.none(), List.of());
        Template blue =
                InferenceTemplates.wanted(rollout, PlatformPlannerTest.AROUND, sources, Sides.only(Colour.BLUE));
        var live = new Sides(Colour.GREEN, 2, Optional.of(blue), Optional.empty());
        assertThat(InferenceTemplates.wanted(rollout, PlatformPlannerTest.AROUND, sources, live))
                .isEqualTo(blue);
    }
}
