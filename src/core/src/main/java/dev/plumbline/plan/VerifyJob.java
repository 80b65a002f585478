package dev.plumbline.plan;

import static dev.plumbline.plan.PodParts.emptyDir;
import static dev.plumbline.plan.PodParts.mount;
import static dev.plumbline.plan.PodParts.readOnly;

import dev.plumbline.rollout.Attempt;
import dev.plumbline.rollout.IntentCodec;
import dev.plumbline.rollout.ModelVersion;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicy;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The Job that fetches an artifact and looks at it before anything that serves does. Whatever the bytes do to it, they do
 * it to a process without a token, without a writable root, with a bounded heap and time, that nobody waits on.
 */
public final class VerifyJob {

    public static final String CONTAINER = "verify";

    /** Its weight where processors are short, a fifth of a scorer's: a look may take longer, an answer may not. */
    private static final String CPU_REQUEST = "20m";

    /** Exit codes of {@code plumbline verify} after which another try cannot end otherwise: refused, wrong arguments. */
    private static final Integer[] FINAL = {1, 2};

    /** Tries after 10, 20, 40, ... seconds, so for about ten minutes: as long as a rollout waits by default. */
    private static final int RETRIES = 6;

    /** After that nobody looks at it any more; the verdict is in the record. */
    private static final int KEPT_SECONDS = 600;

    /** What the command itself allows for fetching, and what the container then gets for the rest. */
    private static final int FETCH_SECONDS = 300;

    /** As the Pods' own bound. */
    private static final long MAX_BYTES = 512L << 20;

    private static final String MODELS = "/mnt/models/";
    private static final String CONFIG_MAPS = "/mnt/configmaps/";
    private static final String ACTIVE = "/etc/plumbline/active";
    private static final String SIGNING = "/etc/plumbline/signing";

    /** As cosign names the public half of a pair. */
    private static final String PUBLIC_KEY = "cosign.pub";

    /** With the longest name of a rollout still a label's 63 characters. */
    private static final int DIGITS = 12;

    private static final long USER = 10001;

    private VerifyJob() {}

    /** The same attempt at the same bytes is the same Job, whoever asks and how often. */
    public static String name(ValidRollout rollout, ModelVersion model, Attempt attempt) {
        String what = String.join(
                "\n",
                model.toString(),
                rollout.h2oVersion(),
                attempt.startedAt().toString());
        return new InferenceNames(rollout.name()).verify() + "-"
                + Settings.digest(what).substring(0, DIGITS);
    }

    /** @param compared whether the record holds a report of the active model to compare this one with */
    public static Job of(ValidRollout rollout, String image, ModelVersion model, Attempt attempt, boolean compared) {
        ObjectMeta meta = InferenceObjects.meta(rollout, name(rollout, model, attempt));
        meta.setLabels(labels(rollout));
        return new JobBuilder()
                .withMetadata(meta)
                .withNewSpec()
                .withBackoffLimit(RETRIES)
                .withActiveDeadlineSeconds((long) rollout.strategy().progressDeadlineSeconds())
                .withTtlSecondsAfterFinished(KEPT_SECONDS)
                .withPodFailurePolicy(failures())
                .withTemplate(pod(
                        rollout,
                        image,
                        model,
                        compared && rollout.store().schemaPolicy().isPresent()))
                .endSpec()
                .build();
    }

    /** Labels of the Jobs and their Pods: under the platform's network policies, and in no Service. */
    public static Map<String, String> labels(ValidRollout rollout) {
        Map<String, String> labels = InferenceLabels.of(rollout.name(), rollout.platform());
        labels.put(Labels.COMPONENT, Component.VERIFY.label());
        return labels;
    }

    private static PodFailurePolicy failures() {
        return new PodFailurePolicyBuilder()
                .addNewRule()
                .withAction("Ignore")
                .addNewOnPodCondition("True", "DisruptionTarget")
                .endRule()
                .addNewRule()
                .withAction("FailJob")
                .withNewOnExitCodes()
                .withContainerName(CONTAINER)
                .withOperator("In")
                .withValues(FINAL)
                .endOnExitCodes()
                .endRule()
                .build();
    }

    private static PodTemplateSpec pod(ValidRollout rollout, String image, ModelVersion model, boolean compared) {
        List<Volume> volumes = new ArrayList<>(List.of(emptyDir("tmp", (MAX_BYTES >> 20) + 64 + "Mi")));
        List<VolumeMount> mounts = new ArrayList<>(List.of(mount("tmp", "/tmp")));
        InferenceSources.claim(model.storageUri()).ifPresent(claim -> {
            volumes.add(new VolumeBuilder()
                    .withName("model")
                    .withNewPersistentVolumeClaim(claim, true)
                    .build());
            mounts.add(readOnly("model", MODELS + claim));
        });
        InferenceSources.configMap(model.storageUri()).ifPresent(name -> {
            volumes.add(PodParts.configMap("model", name, 0444));
            mounts.add(readOnly("model", CONFIG_MAPS + name));
        });
        rollout.store().signingKey().ifPresent(secret -> {
            volumes.add(new VolumeBuilder()
                    .withName("signing")
                    .withNewSecret()
                    .withSecretName(secret)
                    .withDefaultMode(0444)
                    .addNewItem(PUBLIC_KEY, null, PUBLIC_KEY)
                    .endSecret()
                    .build());
            mounts.add(readOnly("signing", SIGNING));
        });
        rollout.store().credentials().ifPresent(secret -> {
            volumes.add(StoreSecrets.volume(secret, 0444));
            mounts.add(StoreSecrets.mount());
        });
        if (compared) {
            volumes.add(PodParts.configMap("active", new InferenceNames(rollout.name()).epoch(), 0444));
            mounts.add(readOnly("active", ACTIVE));
        }
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(labels(rollout))
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withSecurityContext(PodParts.restricted(USER, USER))
                .withContainers(container(rollout, image, arguments(rollout, model, compared), mounts))
                .withVolumes(volumes)
                .endSpec()
                .build();
    }

    private static Container container(
            ValidRollout rollout, String image, List<String> arguments, List<VolumeMount> mounts) {
        return new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(image)
                .withImagePullPolicy("IfNotPresent")
                .withArgs(arguments)
                .withNewResources()
                .addToRequests("cpu", new Quantity(CPU_REQUEST))
                .addToRequests("memory", new Quantity("512Mi"))
                .addToLimits("memory", new Quantity("512Mi"))
                .endResources()
                .withSecurityContext(PodParts.restrictedContainer())
                .withTerminationMessagePath("/dev/termination-log")
                .withTerminationMessagePolicy("File")
                .withVolumeMounts(mounts)
                .build();
    }

    private static List<String> arguments(ValidRollout rollout, ModelVersion model, boolean compared) {
        List<String> arguments = new ArrayList<>(List.of(
                "--uri",
                model.storageUri(),
                "--digest",
                model.digest(),
                "--h2o-version",
                rollout.h2oVersion(),
                "--termination-log",
                "/dev/termination-log",
                "--max-bytes",
                Long.toString(MAX_BYTES),
                "--deadline",
                FETCH_SECONDS + "s"));
        rollout.storesAllowed().forEach(prefix -> arguments.addAll(List.of("--allow", prefix)));
        rollout.store()
                .credentials()
                .ifPresent(secret -> arguments.addAll(List.of("--store-secret", StoreSecrets.FOLDER)));
        // Without a place named, the signature is looked for beside the archive.
        rollout.store()
                .signingKey()
                .ifPresent(secret -> arguments.addAll(List.of("--public-key", SIGNING + "/" + PUBLIC_KEY)));
        rollout.store().algorithm().ifPresent(name -> arguments.addAll(List.of("--expect-algorithm", name)));
        if (compared) {
            arguments.addAll(List.of("--active-report", ACTIVE + "/" + IntentCodec.REPORT));
            rollout.store().schemaPolicy().ifPresent(policy -> arguments.addAll(List.of("--schema-policy", policy)));
        }
        return List.copyOf(arguments);
    }
}
