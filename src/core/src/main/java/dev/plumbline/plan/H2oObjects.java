package dev.plumbline.plan;

import static dev.plumbline.plan.PodParts.emptyDir;
import static dev.plumbline.plan.PodParts.env;
import static dev.plumbline.plan.PodParts.mount;

import dev.plumbline.views.MemorySplit;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The H2O cloud: members that start together, are never rolled one by one, and are restarted as a whole. */
public final class H2oObjects {
    public static final String CONTAINER = "h2o";

    /** The user of the H2O image. */
    private static final long USER = 10001;

    private H2oObjects() {}

    static List<HasMetadata> of(ValidPlatform platform, Surroundings around) {
        Names names = Names.of(platform);
        Map<String, String> labels = labels(platform);
        Map<String, String> selector = Labels.selector(platform.name(), Component.H2O);
        return List.of(
                Services.headless(
                        Services.meta(platform, names.h2oHeadless(), labels),
                        selector,
                        Services.port("h2o", Ports.H2O),
                        Services.port("h2o-internal", Ports.H2O_INTERNAL)),
                // Once the cloud has formed only its leader is ready, so an ordinary Service reaches the leader.
                Services.cluster(
                        Services.meta(platform, names.h2o(), labels), selector, Services.port("h2o", Ports.H2O)),
                // One member lost costs the whole cloud, so no eviction is ever allowed.
                Services.budget(Services.meta(platform, names.h2o(), labels), selector, 0),
                statefulSet(platform, around, names, labels, selector));
    }

    /** The split of each node's memory that the command line is written from. */
    public static MemorySplit split(ValidPlatform platform) {
        return MemorySplit.of(
                platform.h2o().compute().memoryBytes(), platform.h2o().heapPercent());
    }

    /**
     * A digest of what the user asks of each node. A Pod with another one does not do what the spec says yet; a Pod that
     * differs from its template in other things only, after an upgrade of the operator for example, does.
     */
    public static String settings(ValidPlatform platform) {
        ValidPlatform.H2o h2o = platform.h2o();
        return Settings.digest(String.join(
                "\n",
                h2o.version(),
                h2o.image(),
                Integer.toString(h2o.nodes()),
                h2o.compute().toString(),
                Integer.toString(h2o.heapPercent()),
                h2o.jvmArgs().toString(),
                h2o.args().toString(),
                h2o.env().stream().map(H2oObjects::described).collect(Collectors.joining(",")),
                Integer.toString(h2o.lookupTimeoutSeconds())));
    }

    private static String described(EnvVar variable) {
        return variable.getValueFrom() == null
                ? variable.getName() + "=" + variable.getValue()
                : variable.getName() + "="
                        + variable.getValueFrom().getSecretKeyRef().getName() + "/"
                        + variable.getValueFrom().getSecretKeyRef().getKey();
    }

    private static Map<String, String> labels(ValidPlatform platform) {
        return Labels.of(platform.name(), Component.H2O, platform.h2o().version());
    }

    private static StatefulSet statefulSet(
            ValidPlatform platform,
            Surroundings around,
            Names names,
            Map<String, String> labels,
            Map<String, String> selector) {
        return new StatefulSetBuilder()
                .withMetadata(Services.meta(platform, names.h2o(), labels))
                .withNewSpec()
                .withServiceName(names.h2oHeadless())
                .withReplicas(platform.h2o().nodes())
                // A healthy cloud has one ready Pod: waiting for the first to be ready would start no second one,
                // and a rolling update would wait for ever.
                .withPodManagementPolicy("Parallel")
                .withNewUpdateStrategy()
                .withType("OnDelete")
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
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(labels)
                .addToAnnotations(Labels.SETTINGS_DIGEST, settings(platform))
                .endMetadata()
                .withNewSpec()
                .withSecurityContext(PodParts.restricted(USER, USER))
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                // There is nothing to save, and an address that lingers in DNS would be counted as a member of the
                // next cloud.
                .withTerminationGracePeriodSeconds(5L)
                .withTopologySpreadConstraints(PodParts.spread(selector))
                .withContainers(container(platform, around, names))
                .withVolumes(emptyDir("tmp", "10Gi"))
                .endSpec()
                .build();
    }

    private static Container container(ValidPlatform platform, Surroundings around, Names names) {
        ValidPlatform.H2o h2o = platform.h2o();
        return new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(h2o.image().isEmpty() ? around.images().h2o(h2o.version()) : h2o.image())
                .withImagePullPolicy("IfNotPresent")
                .withCommand(H2oCommand.of(platform))
                .withEnv(environment(platform, around, names))
                .addNewPort()
                .withName("h2o")
                .withContainerPort(Ports.H2O)
                .withProtocol("TCP")
                .endPort()
                .addNewPort()
                .withName("h2o-internal")
                .withContainerPort(Ports.H2O_INTERNAL)
                .withProtocol("TCP")
                .endPort()
                .addNewPort()
                .withName("probe")
                .withContainerPort(Ports.H2O_PROBE)
                .withProtocol("TCP")
                .endPort()
                .withResources(PodParts.resources(h2o.compute()))
                .withSecurityContext(PodParts.restrictedContainer())
                .withStartupProbe(H2oProbes.started(h2o))
                .withReadinessProbe(H2oProbes.leads())
                .withLivenessProbe(H2oProbes.alive())
                .withVolumeMounts(mount("tmp", "/tmp"))
                .build();
    }

    private static List<EnvVar> environment(ValidPlatform platform, Surroundings around, Names names) {
        List<EnvVar> all = new ArrayList<>();
        all.add(env("H2O_KUBERNETES_SERVICE_DNS", around.serviceName(names.h2oHeadless(), platform.namespace())));
        all.add(env("H2O_NODE_EXPECTED_COUNT", Integer.toString(platform.h2o().nodes())));
        all.add(env("H2O_NODE_LOOKUP_TIMEOUT", Integer.toString(platform.h2o().lookupTimeoutSeconds())));
        all.add(env("H2O_KUBERNETES_API_PORT", Integer.toString(Ports.H2O_PROBE)));
        Set<String> managed = all.stream().map(EnvVar::getName).collect(Collectors.toSet());
        platform.h2o().env().stream()
                .filter(each -> !managed.contains(each.getName()))
                .forEach(all::add);
        return List.copyOf(all);
    }
}
