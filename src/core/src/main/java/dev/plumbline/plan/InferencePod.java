package dev.plumbline.plan;

import static dev.plumbline.plan.PodParts.emptyDir;
import static dev.plumbline.plan.PodParts.env;
import static dev.plumbline.plan.PodParts.envOfField;
import static dev.plumbline.plan.PodParts.mount;
import static dev.plumbline.plan.PodParts.readOnly;

import dev.plumbline.views.MemorySplit;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.List;

/** The Pod that scores. Nothing of the model is in it, so that another model does not restart it. */
final class InferencePod {

    static final String CONTAINER = "scorer";

    /** The user of the scorer image. */
    private static final long USER = 10001;

    /** Where client libraries look for a mounted token; automounting would give it to any container. */
    private static final String API_ACCESS = "/var/run/secrets/kubernetes.io/serviceaccount";

    /**
     * A token is bound to the ServiceAccount of the day: when that is deleted and made anew, the Pod is a stranger
     * until the kubelet brings another one, which it does at four fifths of this. With less, one try of the kubelet that
     * fails would leave a Pod without.
     */
    private static final long TOKEN_SECONDS = 900;

    private static final String ADMIN = "/etc/plumbline/admin";
    private static final String OURS = "PLUMBLINE_";

    /** Settings of the scorer that no field of the spec speaks for. */
    private static final List<String> FOR_USERS = List.of("PLUMBLINE_AUTH_", "PLUMBLINE_LIMITS_", "PLUMBLINE_LOG_");

    private static final String STATE = "/var/lib/plumbline";
    private static final String MODELS = "/mnt/models/";

    /**
     * Seconds between leaving the Service and the signal to end. Every node must have heard that the Pod is gone, or a
     * request is sent to a closed port; kube-proxy is told within a second or two.
     */
    private static final long DRAIN_SECONDS = 5;

    /** The drain, and time for the requests that are under way. */
    private static final long GRACE_SECONDS = DRAIN_SECONDS + 25;

    /** A loaded machine takes its time to start a JVM; a Pod is not killed for that within two minutes. */
    private static final int START_SECONDS = 120;

    /**
     * The JVM collects the whole heap whenever its classes outgrow a mark that begins at 21 MiB, which stops all requests
     * for 50 ms. About 60 MiB are in use after some switches.
     */
    private static final int CLASSES_MEBIBYTES = 128;

    /** Of 0 to 19: a tenth of the weight of the threads that answer, in the share of this Pod. */
    private static final int NICE = 10;

    private InferencePod() {}

    /** Of no colour, see {@link InferenceTemplates}. */
    static PodTemplateSpec of(ValidRollout rollout, Surroundings around, Iterable<String> claims) {
        InferenceNames names = new InferenceNames(rollout.name());
        List<Volume> volumes = new ArrayList<>(
                List.of(emptyDir("tmp", "1Gi"), emptyDir("state", "4Gi"), apiAccess(), secret("admin", names.admin())));
        List<VolumeMount> mounts = new ArrayList<>(List.of(
                mount("tmp", "/tmp"), mount("state", STATE), readOnly("api", API_ACCESS), readOnly("admin", ADMIN)));
        if (rollout.serving().cache().isPresent()) {
            volumes.add(InferenceCache.volume(rollout));
            mounts.add(InferenceCache.mount());
        }
        InferenceToken.of(rollout.serving().env()).ifPresent(token -> {
            volumes.add(InferenceToken.volume(token));
            mounts.add(InferenceToken.mount());
        });
        rollout.store().credentials().ifPresent(secret -> {
            volumes.add(StoreSecrets.volume(secret, 0440));
            mounts.add(StoreSecrets.mount());
        });
        for (String claim : claims) {
            volumes.add(claim(claim));
            mounts.add(readOnly(volume(claim), MODELS + claim));
        }
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(InferenceLabels.of(rollout.name(), rollout.platform()))
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(names.inference())
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withSecurityContext(PodParts.restricted(USER, USER))
                .withTerminationGracePeriodSeconds(GRACE_SECONDS)
                .withContainers(container(rollout, around, mounts))
                .withVolumes(volumes)
                .endSpec()
                .build();
    }

    private static Container container(ValidRollout rollout, Surroundings around, List<VolumeMount> mounts) {
        return new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(around.images().scorer(rollout.h2oVersion()))
                .withImagePullPolicy("IfNotPresent")
                .withCommand(command(rollout))
                .withEnv(environment(rollout, around))
                .addNewPort()
                .withName("http")
                .withContainerPort(Ports.INFERENCE)
                .withProtocol("TCP")
                .endPort()
                .addNewPort()
                .withName("management")
                .withContainerPort(Ports.INFERENCE_MANAGEMENT)
                .withProtocol("TCP")
                .endPort()
                .withResources(PodParts.resources(rollout.serving().compute()))
                .withSecurityContext(PodParts.restrictedContainer())
                .withStartupProbe(health("started", 1, START_SECONDS))
                // Three misses: a busy machine must not take all Pods out of the Service at once. Doubt about the model
                // arises only in a Pod that starts, which is not ready yet.
                .withReadinessProbe(health("ready", 2, 3))
                .withLivenessProbe(health("live", 10, 6))
                .withNewLifecycle()
                .withNewPreStop()
                .withNewSleep(DRAIN_SECONDS)
                .endPreStop()
                .endLifecycle()
                .withVolumeMounts(mounts)
                .build();
    }

    private static List<String> command(ValidRollout rollout) {
        MemorySplit split = MemorySplit.of(
                rollout.serving().compute().memoryBytes(), rollout.serving().heapPercent());
        return List.of(
                "/opt/java/bin/java",
                // The heap at once: one that begins small is collected as a whole each time that it grows.
                "-Xms" + split.heapMebibytes() + "m",
                "-Xmx" + split.heapMebibytes() + "m",
                "-XX:MetaspaceSize=" + CLASSES_MEBIBYTES + "m",
                // Between two collections lie seconds: what outlives two is a model or a connection.
                "-XX:MaxTenuringThreshold=1",
                // What prepares a model, and what compiles, gives way to what answers. Lowering takes no right; the JVM
                // warns that raising would.
                "-XX:ThreadPriorityPolicy=1",
                "-XX:JavaPriority1_To_OSPriority=" + NICE,
                "-XX:CompilerThreadPriority=" + NICE,
                "-XX:MaxDirectMemorySize=" + split.directMebibytes() + "m",
                // A heap that is full once leaves threads in unknown states; a new process knows what it serves.
                "-XX:+ExitOnOutOfMemoryError",
                "-jar",
                "/opt/plumbline/quarkus-run.jar");
    }

    private static List<EnvVar> environment(ValidRollout rollout, Surroundings around) {
        InferenceNames names = new InferenceNames(rollout.name());
        ValidRollout.Serving serving = rollout.serving();
        List<EnvVar> all = new ArrayList<>(List.of(
                env("PLUMBLINE_ROLLOUT", rollout.name()),
                env("PLUMBLINE_NAMESPACE", rollout.namespace()),
                envOfField("PLUMBLINE_POD", "metadata.name"),
                env("PLUMBLINE_EPOCH_CONFIGMAP", names.epoch()),
                env("PLUMBLINE_ADMIN_TOKEN_FILE", ADMIN + "/" + InferenceObjects.TOKEN),
                env("PLUMBLINE_STATE_DIR", STATE),
                env("PLUMBLINE_EXECUTOR_THREADS", Integer.toString(serving.executorThreads())),
                env("PLUMBLINE_QUEUE_CAPACITY", Integer.toString(serving.queueCapacity())),
                env("PLUMBLINE_LIMITS_BREAKER_QUEUE_DEPTH", Integer.toString(serving.breakerQueueDepth())),
                env("PLUMBLINE_LIMITS_BREAKER_OPEN_SECONDS", Integer.toString(serving.breakerOpenSeconds())),
                env(
                        "PLUMBLINE_WARMUP_REQUESTS",
                        Integer.toString(rollout.strategy().warmupRequests())),
                env("PLUMBLINE_H2O_VERSION", rollout.h2oVersion())));
        if (!rollout.storesAllowed().isEmpty()) {
            all.add(env("PLUMBLINE_MODELS_ALLOW", String.join(",", rollout.storesAllowed())));
        }
        rollout.store()
                .credentials()
                .ifPresent(secret -> all.add(env("PLUMBLINE_STORE_SECRET_DIR", StoreSecrets.FOLDER)));
        serving.cache().ifPresent(cache -> all.addAll(InferenceCache.environment(rollout, cache, around)));
        // Two of a name cannot be applied, and what follows from the spec is not the user's to set a second time.
        InferenceToken.environment(serving.env()).stream()
                .filter(own -> !own.getName().startsWith(OURS) || isForUsers(own.getName(), all))
                .toList()
                .forEach(all::add);
        return List.copyOf(all);
    }

    private static boolean isForUsers(String name, List<EnvVar> taken) {
        return FOR_USERS.stream().anyMatch(name::startsWith)
                && taken.stream().noneMatch(ours -> ours.getName().equals(name));
    }

    private static Probe health(String path, int periodSeconds, int failures) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath("/q/health/" + path)
                .withPort(new IntOrString(Ports.INFERENCE_MANAGEMENT))
                .endHttpGet()
                .withPeriodSeconds(periodSeconds)
                .withTimeoutSeconds(5)
                .withFailureThreshold(failures)
                .build();
    }

    /** What automounting would give, for this container alone; the token is renewed by the kubelet. */
    private static Volume apiAccess() {
        return new VolumeBuilder()
                .withName("api")
                .withNewProjected()
                .withDefaultMode(0440)
                .addNewSource()
                .withNewServiceAccountToken(null, TOKEN_SECONDS, "token")
                .endSource()
                .addNewSource()
                .withNewConfigMap()
                .withName("kube-root-ca.crt")
                .addNewItem("ca.crt", null, "ca.crt")
                .endConfigMap()
                .endSource()
                .endProjected()
                .build();
    }

    private static Volume secret(String name, String secret) {
        return new VolumeBuilder()
                .withName(name)
                .withNewSecret()
                .withSecretName(secret)
                .withDefaultMode(0440)
                .endSecret()
                .build();
    }

    /** A claim's name may be longer than a volume's. */
    private static String volume(String claim) {
        return "models-" + Settings.digest(claim);
    }

    private static Volume claim(String claim) {
        return new VolumeBuilder()
                .withName(volume(claim))
                .withNewPersistentVolumeClaim(claim, true)
                .build();
    }
}
