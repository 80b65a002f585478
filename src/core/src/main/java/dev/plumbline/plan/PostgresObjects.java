package dev.plumbline.plan;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The database under Patroni, which keeps its lease and state in Endpoints of the same names as the guard Services. */
public final class PostgresObjects {
    static final String VOLUME = "data";

    private PostgresObjects() {}

    static List<HasMetadata> of(ValidPlatform platform, Surroundings around) {
        Names names = Names.of(platform);
        Map<String, String> labels = labels(platform);
        Map<String, String> selector = Labels.selector(platform.name(), Component.POSTGRES);
        List<HasMetadata> all = new ArrayList<>();
        all.add(settings(platform, names, labels));
        all.addAll(PostgresAccess.of(platform, names, labels));
        // Patroni writes the leader's address into the Endpoints of this name. They belong to Patroni alone.
        all.add(Services.withoutSelector(
                Services.meta(platform, names.postgres(), patroniLabels(platform)),
                Services.port("postgres", Ports.POSTGRES)));
        for (String store : List.of(names.patroniConfig(), names.patroniSync(), names.patroniFailover())) {
            all.add(Services.guard(Services.meta(platform, store, patroniLabels(platform))));
        }
        all.add(Services.headless(
                Services.meta(platform, names.postgresHeadless(), labels),
                selector,
                Services.port("postgres", Ports.POSTGRES),
                Services.port("patroni", Ports.PATRONI)));
        Map<String, String> replicas = new TreeMap<>(selector);
        replicas.put(Labels.PATRONI_ROLE, "replica");
        all.add(Services.cluster(
                Services.meta(platform, names.postgresReplicas(), labels),
                replicas,
                Services.port("postgres", Ports.POSTGRES)));
        if (platform.postgres().instances() > 1) {
            // At most one at a time, and none while another is down: the last synchronous standby is never evicted.
            all.add(Services.budget(Services.meta(platform, names.postgres(), labels), selector, 1));
        }
        all.add(statefulSet(platform, around, names, labels, selector));
        return List.copyOf(all);
    }

    private static Map<String, String> labels(ValidPlatform platform) {
        return Labels.of(
                platform.name(), Component.POSTGRES, platform.postgres().version());
    }

    /** Patroni finds its Pods and Endpoints by these. */
    static Map<String, String> patroniLabels(ValidPlatform platform) {
        Map<String, String> labels = new TreeMap<>(labels(platform));
        labels.put(Labels.PATRONI_SCOPE, Names.of(platform).postgres());
        return labels;
    }

    private static HasMetadata settings(ValidPlatform platform, Names names, Map<String, String> labels) {
        return new ConfigMapBuilder()
                .withMetadata(Services.meta(platform, names.postgresSettings(), labels))
                .addToData(PatroniSettings.FILE, PatroniSettings.file(platform))
                .addToData(PatroniSettings.POST_INIT, PatroniSettings.postInit(platform.postgres()))
                .build();
    }

    private static StatefulSet statefulSet(
            ValidPlatform platform,
            Surroundings around,
            Names names,
            Map<String, String> labels,
            Map<String, String> selector) {
        return new StatefulSetBuilder()
                .withMetadata(Services.meta(platform, names.postgres(), labels))
                .withNewSpec()
                .withServiceName(names.postgresHeadless())
                .withReplicas(platform.postgres().instances())
                // All at once: Patroni elects among whoever is there, and a first Pod that cannot start must not keep
                // the others away.
                .withPodManagementPolicy("Parallel")
                .withNewUpdateStrategy()
                .withType("RollingUpdate")
                .endUpdateStrategy()
                // Time for a standby to catch up and confirm commits again before the next one is restarted.
                .withMinReadySeconds(10)
                .withRevisionHistoryLimit(3)
                .withNewPersistentVolumeClaimRetentionPolicy()
                .withWhenDeleted(platform.keepVolumes() ? "Retain" : "Delete")
                .withWhenScaled("Retain")
                .endPersistentVolumeClaimRetentionPolicy()
                .withNewSelector()
                .withMatchLabels(selector)
                .endSelector()
                .withTemplate(PostgresPod.of(platform, around, names, selector))
                .withVolumeClaimTemplates(claim(platform))
                .endSpec()
                .build();
    }

    private static PersistentVolumeClaim claim(ValidPlatform platform) {
        ValidPlatform.Postgres postgres = platform.postgres();
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(VOLUME)
                // Without the version: a claim template can never be changed.
                .withLabels(Labels.of(platform.name(), Component.POSTGRES))
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withVolumeMode("Filesystem")
                .withStorageClassName(postgres.storageClassName().isEmpty() ? null : postgres.storageClassName())
                .withNewResources()
                .addToRequests("storage", Quantities.ofBytes(postgres.storageBytes()))
                .endResources()
                .endSpec()
                .build();
    }
}
