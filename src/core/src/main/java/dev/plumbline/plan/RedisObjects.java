package dev.plumbline.plan;

import static dev.plumbline.plan.PodParts.configMap;
import static dev.plumbline.plan.PodParts.emptyDir;
import static dev.plumbline.plan.PodParts.envOfField;
import static dev.plumbline.plan.PodParts.envOfSecret;
import static dev.plumbline.plan.PodParts.mount;
import static dev.plumbline.plan.PodParts.readOnly;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The cache: Pod 0 takes the writes, further Pods follow it. It keeps nothing on disk; what is lost is computed again. */
public final class RedisObjects {
    static final String CONTAINER = "redis";
    private static final String CONFIG = "redis.conf";
    private static final String START = "start.sh";
    private static final long USER = 10001;

    /** Not under /etc/redis, which Debian's package closes to everybody but its own user. */
    private static final String SETTINGS = "/etc/plumbline/settings/";

    private static final String AUTH = "/etc/plumbline/auth/";

    private static final String ACL = "/etc/plumbline/acl/";

    private RedisObjects() {}

    static List<HasMetadata> of(ValidPlatform platform, Surroundings around) {
        Names names = Names.of(platform);
        Map<String, String> labels =
                Labels.of(platform.name(), Component.REDIS, platform.redis().version());
        Map<String, String> selector = Labels.selector(platform.name(), Component.REDIS);
        Map<String, String> primary = new TreeMap<>(selector);
        primary.put("statefulset.kubernetes.io/pod-name", Names.pod(names.redis(), 0));
        List<HasMetadata> all = new ArrayList<>();
        all.add(new ConfigMapBuilder()
                .withMetadata(Services.meta(platform, names.redisSettings(), labels))
                .addToData(CONFIG, config(platform.redis()))
                .addToData(START, start(platform, around, names))
                .build());
        all.add(Services.headless(
                Services.meta(platform, names.redisHeadless(), labels), selector, Services.port("redis", Ports.REDIS)));
        all.add(Services.cluster(
                Services.meta(platform, names.redis(), labels), primary, Services.port("redis", Ports.REDIS)));
        if (platform.redis().replicas() > 1) {
            all.add(Services.budget(Services.meta(platform, names.redis(), labels), selector, 1));
        }
        all.add(statefulSet(platform, around, names, labels, selector));
        return List.copyOf(all);
    }

    private static String config(ValidPlatform.Redis redis) {
        long maxMemory = redis.compute().memoryBytes() / 100 * redis.maxMemoryPercent();
        return """
                include %s
                include %s
                port %d
                dir /data
                save ""
                appendonly no
                maxmemory %d
                maxmemory-policy %s
                """.formatted(
                        AUTH + Credentials.REDIS_AUTH,
                        ACL + Credentials.REDIS_ACL,
                        Ports.REDIS,
                        maxMemory,
                        redis.evictionPolicy());
    }

    /** A follower finds its primary by the name that the headless Service gives to Pod 0. */
    private static String start(ValidPlatform platform, Surroundings around, Names names) {
        String primary = Names.pod(names.redis(), 0);
        String address = primary + "." + around.serviceName(names.redisHeadless(), platform.namespace());
        return """
                #!/bin/sh
                set -eu
                if [ "$POD_NAME" = %1$s ]; then
                  exec redis-server %2$s
                fi
                exec redis-server %2$s --replicaof %3$s %4$d
                """.formatted(primary, SETTINGS + CONFIG, address, Ports.REDIS);
    }

    private static StatefulSet statefulSet(
            ValidPlatform platform,
            Surroundings around,
            Names names,
            Map<String, String> labels,
            Map<String, String> selector) {
        return new StatefulSetBuilder()
                .withMetadata(Services.meta(platform, names.redis(), labels))
                .withNewSpec()
                .withServiceName(names.redisHeadless())
                .withReplicas(platform.redis().replicas())
                .withPodManagementPolicy("Parallel")
                .withNewUpdateStrategy()
                .withType("RollingUpdate")
                .endUpdateStrategy()
                .withRevisionHistoryLimit(3)
                .withNewSelector()
                .withMatchLabels(selector)
                .endSelector()
                .withTemplate(template(platform, around, names, labels, selector))
                .endSpec()
                .build();
    }

    private static PodTemplateSpec template(
            ValidPlatform platform,
            Surroundings around,
            Names names,
            Map<String, String> labels,
            Map<String, String> selector) {
        String settings = config(platform.redis()) + start(platform, around, names);
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(labels)
                .addToAnnotations(Labels.SETTINGS_DIGEST, Settings.digest(settings))
                .endMetadata()
                .withNewSpec()
                .withSecurityContext(PodParts.restricted(USER, USER))
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(10L)
                .withTopologySpreadConstraints(PodParts.spread(selector))
                .withContainers(container(platform, around, names))
                .withVolumes(
                        configMap("settings", names.redisSettings(), 0555),
                        secret("auth", names.redis(), Credentials.REDIS_AUTH),
                        secret("acl", names.redisScorer(), Credentials.REDIS_ACL),
                        // A follower receives the primary's snapshot through this directory.
                        emptyDir("data", "4Gi"),
                        emptyDir("tmp", "64Mi"))
                .endSpec()
                .build();
    }

    private static Volume secret(String name, String secret, String key) {
        return new VolumeBuilder()
                .withName(name)
                .withNewSecret()
                .withSecretName(secret)
                .withDefaultMode(0440)
                .addNewItem()
                .withKey(key)
                .withPath(key)
                .endItem()
                .endSecret()
                .build();
    }

    private static Container container(ValidPlatform platform, Surroundings around, Names names) {
        ValidPlatform.Redis redis = platform.redis();
        return new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(redis.image().isEmpty() ? around.images().redis(redis.version()) : redis.image())
                .withImagePullPolicy("IfNotPresent")
                .withCommand(SETTINGS + START)
                .withEnv(
                        envOfField("POD_NAME", "metadata.name"),
                        // redis-cli reads it from here, so that no probe carries it among its arguments.
                        envOfSecret("REDISCLI_AUTH", names.redis(), Credentials.PASSWORD))
                .addNewPort()
                .withName("redis")
                .withContainerPort(Ports.REDIS)
                .withProtocol("TCP")
                .endPort()
                .withResources(PodParts.resources(redis.compute()))
                .withSecurityContext(PodParts.restrictedContainer())
                .withReadinessProbe(ping(5, 2))
                .withLivenessProbe(ping(10, 6))
                .withVolumeMounts(
                        readOnly("settings", SETTINGS),
                        readOnly("auth", AUTH),
                        readOnly("acl", ACL),
                        mount("data", "/data"),
                        mount("tmp", "/tmp"))
                .build();
    }

    private static Probe ping(int periodSeconds, int failures) {
        return new ProbeBuilder()
                .withNewExec()
                // Without -e a refused command would still end with 0.
                .withCommand("redis-cli", "-e", "ping")
                .endExec()
                .withPeriodSeconds(periodSeconds)
                .withTimeoutSeconds(5)
                .withFailureThreshold(failures)
                .build();
    }
}
