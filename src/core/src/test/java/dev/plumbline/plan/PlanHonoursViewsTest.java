package dev.plumbline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.views.Enforcement;
import dev.plumbline.views.PlanSubject;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.Policies;
import dev.plumbline.views.Verdicts;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * A platform that the rules accept becomes objects that the rules accept. Each case is replayed by its seed;
 * {@code make fuzz} asks for many more of them.
 */
class PlanHonoursViewsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final int CASES = Integer.getInteger("plumbline.plans", 1_000);

    /** With fewer the generator would have drifted away from what the rules accept, and the test would show nothing. */
    private static final int ENOUGH = CASES / 10;

    private static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern VALUE = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");

    @Test
    void everyAcceptedPlatformPlansToAcceptedObjects() {
        int accepted = 0;
        for (int seed = 0; seed < CASES; seed++) {
            MlPlatform platform = platform(new Random(seed));
            if (!Policies.admission()
                    .judge(PlatformSubject.created(platform, TODAY))
                    .blocks()) {
                accepted++;
                check(seed, platform);
            }
        }
        assertThat(accepted).as("accepted of %d", CASES).isGreaterThan(ENOUGH);
    }

    private static void check(int seed, MlPlatform platform) {
        Supplier<String> described = () -> "seed " + seed + ": " + Serialization.asJson(platform);
        ValidPlatform valid = ValidPlatforms.of(platform);
        PlatformPlan plan = PlatformPlanner.plan(valid, PlatformPlannerTest.AROUND);
        Verdicts verdicts = Policies.plan()
                .judge(new PlanSubject(
                        "MlPlatform", platform.getMetadata(), plan.objects(), Enforcement.of(platform, TODAY), TODAY));
        assertThat(verdicts.findings()).as(described).isEmpty();
        assertThat(plan).as(described).isEqualTo(PlatformPlanner.plan(valid, PlatformPlannerTest.AROUND));
        assertThat(plan.objects()).as(described).allSatisfy(PlanHonoursViewsTest::isSound);
        assertThat(plan.ofKind(Service.class))
                .as(described)
                .allSatisfy(each -> assertThat(each.getSpec().getType()).isEqualTo("ClusterIP"));
        assertThat(plan.ofKind(StatefulSet.class)).as(described).hasSize(3).allSatisfy(PlanHonoursViewsTest::isSound);
    }

    private static void isSound(HasMetadata object) {
        // A Pod's name is its hostname and a label value: 63 characters, with an ordinal of up to two digits.
        assertThat(object.getMetadata().getName()).matches(NAME).hasSizeLessThanOrEqualTo(60);
        assertThat(object.getMetadata().getNamespace()).isEqualTo("ml");
        assertThat(object.getMetadata().getLabels())
                .containsKeys(Labels.NAME, Labels.INSTANCE, Labels.COMPONENT, Labels.PART_OF, Labels.MANAGED_BY);
        object.getMetadata().getLabels().values().forEach(value -> assertThat(value)
                .matches(VALUE)
                .hasSizeLessThanOrEqualTo(63));
    }

    private static void isSound(StatefulSet set) {
        var template = set.getSpec().getTemplate();
        assertThat(template.getMetadata().getLabels())
                .containsAllEntriesOf(set.getSpec().getSelector().getMatchLabels());
        var mounted = new ArrayList<String>();
        set.getSpec()
                .getVolumeClaimTemplates()
                .forEach(each -> mounted.add(each.getMetadata().getName()));
        template.getSpec().getVolumes().forEach(each -> mounted.add(each.getName()));
        template.getSpec().getContainers().forEach(container -> {
            assertThat(container.getVolumeMounts()).extracting("name").isSubsetOf(mounted);
            assertThat(container.getEnv()).extracting("name").doesNotHaveDuplicates();
        });
        if (!set.getSpec().getVolumeClaimTemplates().isEmpty()) {
            assertThat(set.getSpec().getPersistentVolumeClaimRetentionPolicy().getWhenScaled())
                    .isEqualTo("Retain");
        }
    }

    private static MlPlatform platform(Random random) {
        Map<String, Object> spec = new LinkedHashMap<>();
        maybe(random, spec, "profile", () -> one(random, "production", "testing", "development"));
        maybe(random, spec, "paused", random::nextBoolean);
        maybe(random, spec, "deletionPolicy", () -> one(random, "Retain", "Delete"));
        spec.put("h2o", h2o(random));
        maybe(random, spec, "postgres", () -> postgres(random));
        maybe(random, spec, "redis", () -> redis(random));
        maybe(random, spec, "network", () -> network(random));
        maybe(
                random,
                spec,
                "models",
                () -> Map.of(
                        "allow", List.of(one(random, "https://m.example.com:9443/", "pvc://store/", "s3://models/"))));
        Map<String, Object> metadata = Map.of(
                "name", one(random, "fraud", "a", "x".repeat(40), "y".repeat(41)), "namespace", "ml", "generation", 1);
        return Serialization.unmarshal(
                Serialization.asJson(Map.of(
                        "apiVersion",
                        "plumbline.dev/v1alpha1",
                        "kind",
                        "MlPlatform",
                        "metadata",
                        metadata,
                        "spec",
                        spec)),
                MlPlatform.class);
    }

    private static Map<String, Object> h2o(Random random) {
        Map<String, Object> h2o = new LinkedHashMap<>();
        h2o.put("resources", resources(random, "3Gi", "10Gi", "2560Mi", "7777777777", "1e10", "64Mi", "100G"));
        maybe(random, h2o, "nodes", () -> 1 + random.nextInt(100));
        maybe(random, h2o, "memory", () -> Map.of("heapPercent", 49 + random.nextInt(23)));
        maybe(
                random,
                h2o,
                "jvmArgs",
                () -> List.of(
                        one(random, "-XX:+UseG1GC", "-Xmx1g", "-XX:MaxDirectMemorySize=9g", "-Dx=y", "-Xlog:gc")));
        maybe(random, h2o, "args", () -> List.of(one(random, "-nthreads", "-quiet", "-Xmx2g"), "2"));
        maybe(
                random,
                h2o,
                "env",
                () -> List.of(Map.of(
                        "name", one(random, "TZ", "H2O_NODE_EXPECTED_COUNT", "JAVA_TOOL_OPTIONS"), "value", "1")));
        maybe(
                random,
                h2o,
                "clustering",
                () -> Map.of(
                        "lookupTimeoutSeconds",
                        10 + random.nextInt(600),
                        "onMemberLoss",
                        one(random, "RestartCluster", "Report")));
        return h2o;
    }

    private static Map<String, Object> postgres(Random random) {
        Map<String, Object> postgres = new LinkedHashMap<>();
        maybe(random, postgres, "version", () -> one(random, "15", "15.4", "16"));
        maybe(random, postgres, "instances", () -> 1 + random.nextInt(6));
        maybe(random, postgres, "resources", () -> resources(random, "512Mi", "4Gi", "1500M"));
        maybe(random, postgres, "storage", () -> Map.of("size", one(random, "1Gi", "50Gi", "12345678901")));
        maybe(
                random,
                postgres,
                "synchronous",
                () -> Map.of(
                        "durability",
                        one(random, "Strict", "Preferred", "Asynchronous"),
                        "standbys",
                        1 + random.nextInt(3)));
        maybe(
                random,
                postgres,
                "failover",
                () -> Map.of("ttlSeconds", 18 + random.nextInt(20), "objectiveSeconds", 20 + random.nextInt(60)));
        maybe(random, postgres, "extensions", () -> List.of(one(random, "vector", "pg_trgm", "uuid-ossp")));
        return postgres;
    }

    private static Map<String, Object> redis(Random random) {
        Map<String, Object> redis = new LinkedHashMap<>();
        maybe(random, redis, "replicas", () -> 1 + random.nextInt(5));
        maybe(random, redis, "maxMemoryPercentOfLimit", () -> 1 + random.nextInt(90));
        maybe(random, redis, "evictionPolicy", () -> one(random, "allkeys-lru", "volatile-ttl", "noeviction"));
        maybe(random, redis, "resources", () -> resources(random, "64Mi", "2Gi"));
        return redis;
    }

    private static Map<String, Object> network(Random random) {
        Map<String, Object> network = new LinkedHashMap<>();
        maybe(random, network, "isolation", () -> one(random, "Strict", "None"));
        maybe(
                random,
                network,
                "allowFrom",
                () -> List.of(
                        Map.of(
                                "namespace",
                                one(random, "apps", "*"),
                                "to",
                                List.of(one(random, "inference", "h2o", "mage"))),
                        Map.of("namespaceSelector", Map.of("matchLabels", Map.of("team", "data")))));
        return network;
    }

    private static Map<String, Object> resources(Random random, String... memory) {
        Map<String, Object> resources = new LinkedHashMap<>();
        resources.put("memory", one(random, memory));
        maybe(random, resources, "cpu", () -> one(random, "500m", "2", "0.5"));
        return resources;
    }

    private static void maybe(Random random, Map<String, Object> into, String key, Supplier<Object> value) {
        if (random.nextInt(3) == 0) {
            into.put(key, value.get());
        }
    }

    @SafeVarargs
    private static <T> T one(Random random, T... all) {
        return all[random.nextInt(all.length)];
    }
}
