package dev.plumbline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.ModelRollout;
import dev.plumbline.rollout.Attempt;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerifyJobTest {

    private static final Attempt ATTEMPT = new Attempt(Instant.parse("2026-11-21T10:00:00Z"));

    private static ValidRollout rollout(String name, String uri, String more) {
        return ValidRollouts.of(
                Serialization.unmarshal("""
                        apiVersion: plumbline.dev/v1alpha1
                        kind: ModelRollout
                        metadata: {name: %s, namespace: ml}
                        spec:
                          platformRef: {name: fraud}
                          model: {version: "1", storageUri: "%s", digest: "sha256:%s"%s}
                        """.formatted(name, uri, "1".repeat(64), more), ModelRollout.class),
                Optional.empty());
    }

    private static Job job(ValidRollout rollout) {
        return VerifyJob.of(rollout, "verify:1", rollout.model(), ATTEMPT, true);
    }

    private static NetworkPolicy policy(String uri) {
        ValidRollout rollout = rollout("fraud", uri, "");
        return VerifyPolicy.of(rollout, rollout.model());
    }

    @Test
    void nothingThatItRunsCanDoHarm() {
        PodSpec pod = job(rollout("fraud", "https://models.example.com/1.zip", ""))
                .getSpec()
                .getTemplate()
                .getSpec();
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getRestartPolicy()).isEqualTo("Never");
        Container container = pod.getContainers().getFirst();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getResources().getLimits()).containsKey("memory");
        assertThat(container.getResources().getRequests().get("cpu").getAmount())
                .isEqualTo("20"); // 20m: it gives way
        assertThat(pod.getVolumes()).extracting(Volume::getName).containsExactly("tmp");
    }

    @Test
    void itEndsByItselfAndIsCleanedUp() {
        var spec = job(rollout("fraud", "https://models.example.com/1.zip", "")).getSpec();
        assertThat(spec.getBackoffLimit()).isEqualTo(6);
        assertThat(spec.getActiveDeadlineSeconds()).isEqualTo(900);
        assertThat(spec.getTtlSecondsAfterFinished()).isEqualTo(600);
        assertThat(spec.getPodFailurePolicy()
                        .getRules()
                        .getLast()
                        .getOnExitCodes()
                        .getValues())
                .containsExactly(1, 2);
    }

    @Test
    void theSameAttemptHasTheSameNameAndItFitsALabel() {
        ValidRollout longest = rollout("a".repeat(40), "https://models.example.com/1.zip", "");
        String name = VerifyJob.name(longest, longest.model(), ATTEMPT);
        assertThat(name).hasSizeLessThanOrEqualTo(63).isEqualTo(VerifyJob.name(longest, longest.model(), ATTEMPT));
        Attempt again = new Attempt(ATTEMPT.startedAt().plusSeconds(1));
        assertThat(VerifyJob.name(longest, longest.model(), again)).isNotEqualTo(name);
    }

    @Test
    void whatLiesInTheNamespaceIsMountedReadOnlyAndNothingIsReached() {
        PodSpec claim = job(rollout("fraud", "pvc://store/1.zip", ""))
                .getSpec()
                .getTemplate()
                .getSpec();
        assertThat(claim.getVolumes().getLast().getPersistentVolumeClaim().getReadOnly())
                .isTrue();
        assertThat(claim.getContainers().getFirst().getVolumeMounts().getLast())
                .matches(m -> m.getMountPath().equals("/mnt/models/store") && m.getReadOnly());
        PodSpec map = job(rollout("fraud", "configmap://models/1.zip", ""))
                .getSpec()
                .getTemplate()
                .getSpec();
        assertThat(map.getContainers().getFirst().getVolumeMounts().getLast().getMountPath())
                .isEqualTo("/mnt/configmaps/models");
        assertThat(policy("pvc://store/1.zip").getSpec().getEgress()).isEmpty();
        assertThat(policy("pvc://store/1.zip").getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
    }

    @Test
    void aStoreIsReachedByItsPortAndAnAddressByItself() {
        assertThat(policy("https://models.example.com:8443/1.zip").getSpec().getEgress())
                .hasSize(2);
        var egress = policy("http://10.1.2.3:9000/1.zip").getSpec().getEgress();
        assertThat(egress).hasSize(1);
        assertThat(egress.getFirst().getTo().getFirst().getIpBlock().getCidr()).isEqualTo("10.1.2.3/32");
        assertThat(egress.getFirst().getPorts())
                .extracting(p -> p.getPort().getIntVal())
                .containsExactly(80, 443, 9000);
        assertThat(policy("https://models.example.com/1.zip").getSpec().getIngress())
                .isEmpty();
    }

    @Test
    void theSecretOfTheStoreIsMountedAndIsNoVariable() {
        ValidRollout rollout = rollout("fraud", "oci://r.example.com/fraud:1", ", secretRef: {name: model-store}");
        PodSpec pod = job(rollout).getSpec().getTemplate().getSpec();
        Container container = pod.getContainers().getFirst();
        assertThat(pod.getVolumes())
                .filteredOn(v -> v.getSecret() != null)
                .singleElement()
                .satisfies(v -> assertThat(v.getSecret().getSecretName()).isEqualTo("model-store"));
        assertThat(container.getEnvFrom()).isEmpty();
        assertThat(container.getEnv()).isEmpty();
        assertThat(container.getArgs()).containsSubsequence("--store-secret", "/etc/plumbline/store");
        assertThat(container.getVolumeMounts())
                .anyMatch(m -> m.getMountPath().equals("/etc/plumbline/store") && m.getReadOnly());
    }

    private static java.util.List<String> arguments(String more) {
        return job(rollout("fraud", "https://m.example.com/1.zip", more))
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getArgs();
    }

    @Test
    void whatTheSpecExpectsIsDemanded() {
        assertThat(arguments(", signature: {keyRef: {name: key}}"))
                .containsSubsequence("--public-key", "/etc/plumbline/signing/cosign.pub");
        assertThat(arguments(", expect: {algorithm: gbm, schemaPolicy: Identical}"))
                .containsSubsequence("--expect-algorithm", "gbm")
                .containsSubsequence(
                        "--active-report", "/etc/plumbline/active/active-report.json", "--schema-policy", "Identical");
        assertThat(arguments("")).doesNotContain("--public-key", "--active-report", "--expect-algorithm");
    }
}
