package dev.plumbline.plan;

import static dev.plumbline.plan.PodParts.configMap;
import static dev.plumbline.plan.PodParts.emptyDir;
import static dev.plumbline.plan.PodParts.env;
import static dev.plumbline.plan.PodParts.envOfField;
import static dev.plumbline.plan.PodParts.envOfSecret;
import static dev.plumbline.plan.PodParts.mount;
import static dev.plumbline.plan.PodParts.readOnly;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import java.util.List;
import java.util.Map;

/** One Pod of the database: Patroni, which starts and watches Postgres. */
final class PostgresPod {
    static final String CONTAINER = "postgres";

    /** Debian's postgres user, as the image has it. */
    private static final long USER = 100;

    private static final long GROUP = 102;

    private PostgresPod() {}

    static PodTemplateSpec of(ValidPlatform platform, Surroundings around, Names names, Map<String, String> selector) {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(PostgresObjects.patroniLabels(platform))
                .addToAnnotations(Labels.SETTINGS_DIGEST, Settings.digest(PatroniSettings.running(platform)))
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(names.postgres())
                .withAutomountServiceAccountToken(true)
                .withEnableServiceLinks(false)
                .withSecurityContext(PodParts.restricted(USER, GROUP))
                // A clean stop writes a checkpoint and hands the lease over; a killed primary costs a crash recovery.
                .withTerminationGracePeriodSeconds(120L)
                .withTopologySpreadConstraints(PodParts.spread(selector))
                .withContainers(container(platform, around, names))
                .withVolumes(
                        configMap("settings", names.postgresSettings(), 0555),
                        emptyDir("tmp", "1Gi"),
                        emptyDir("run", "16Mi"),
                        sharedMemory(platform))
                .endSpec()
                .build();
    }

    /** The runtime gives 64 MiB of shared memory, too little for parallel queries. It counts against the limit. */
    private static Volume sharedMemory(ValidPlatform platform) {
        Quantity quarter = Quantities.ofBytes(platform.postgres().compute().memoryBytes() / 4);
        return new VolumeBuilder()
                .withName("shared-memory")
                .withNewEmptyDir()
                .withMedium("Memory")
                .withSizeLimit(quarter)
                .endEmptyDir()
                .build();
    }

    private static Container container(ValidPlatform platform, Surroundings around, Names names) {
        ValidPlatform.Postgres postgres = platform.postgres();
        return new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(postgres.image().isEmpty() ? around.images().postgres(postgres.version()) : postgres.image())
                .withImagePullPolicy("IfNotPresent")
                .withCommand("patroni", "/etc/patroni/" + PatroniSettings.FILE)
                .withEnv(environment(names))
                .addNewPort()
                .withName("postgres")
                .withContainerPort(Ports.POSTGRES)
                .withProtocol("TCP")
                .endPort()
                .addNewPort()
                .withName("patroni")
                .withContainerPort(Ports.PATRONI)
                .withProtocol("TCP")
                .endPort()
                .withResources(PodParts.resources(postgres.compute()))
                .withSecurityContext(PodParts.restrictedContainer())
                .withStartupProbe(probe("/liveness", 2, 60))
                .withReadinessProbe(probe("/readiness", 5, 2))
                // Two minutes of a Patroni that does not turn its loop. Shorter would shoot databases while the API
                // server is away, which a restart cannot mend.
                .withLivenessProbe(probe("/liveness", 10, 12))
                .withVolumeMounts(
                        mount(PostgresObjects.VOLUME, PatroniSettings.DATA_MOUNT),
                        readOnly("settings", "/etc/patroni"),
                        mount("tmp", "/tmp"),
                        mount("run", "/var/run/postgresql"),
                        mount("shared-memory", "/dev/shm"))
                .build();
    }

    private static List<EnvVar> environment(Names names) {
        return List.of(
                envOfField("POD_IP", "status.podIP"),
                envOfField("PATRONI_NAME", "metadata.name"),
                envOfField("PATRONI_KUBERNETES_POD_IP", "status.podIP"),
                env("PATRONI_POSTGRESQL_CONNECT_ADDRESS", "$(POD_IP):" + Ports.POSTGRES),
                env("PATRONI_RESTAPI_CONNECT_ADDRESS", "$(POD_IP):" + Ports.PATRONI),
                envOfSecret("PATRONI_SUPERUSER_USERNAME", names.superuserSecret(), Credentials.USERNAME),
                envOfSecret("PATRONI_SUPERUSER_PASSWORD", names.superuserSecret(), Credentials.PASSWORD),
                envOfSecret("PATRONI_REPLICATION_USERNAME", names.replicationSecret(), Credentials.USERNAME),
                envOfSecret("PATRONI_REPLICATION_PASSWORD", names.replicationSecret(), Credentials.PASSWORD),
                envOfSecret("PATRONI_RESTAPI_USERNAME", names.patroniSecret(), Credentials.USERNAME),
                envOfSecret("PATRONI_RESTAPI_PASSWORD", names.patroniSecret(), Credentials.PASSWORD),
                envOfSecret("APP_USERNAME", names.appSecret(), Credentials.USERNAME),
                envOfSecret("APP_PASSWORD", names.appSecret(), Credentials.PASSWORD),
                envOfSecret("APP_DATABASE", names.appSecret(), Credentials.DATABASE));
    }

    private static Probe probe(String path, int periodSeconds, int failures) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath(path)
                .withPort(new IntOrString(Ports.PATRONI))
                .endHttpGet()
                .withPeriodSeconds(periodSeconds)
                .withTimeoutSeconds(5)
                .withFailureThreshold(failures)
                .build();
    }
}
