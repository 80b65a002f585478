package dev.plumbline.plan;

import dev.plumbline.rollout.Intent;
import dev.plumbline.rollout.ModelVersion;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What in the namespace the Pods of a rollout read models from.
 *
 * @param claims PersistentVolumeClaims that must be mounted
 * @param configMaps ConfigMaps that the Pods may read, and no others
 */
public record InferenceSources(SortedSet<String> claims, SortedSet<String> configMaps) {

    private static final String PVC = "pvc://";
    private static final String CONFIG_MAP = "configmap://";

    public InferenceSources {
        claims = new TreeSet<>(claims);
        configMaps = new TreeSet<>(configMaps);
    }

    /**
     * @param wanted the model that is asked for; absent while it cannot be begun
     * @param mounted claims that the running Deployment mounts. They stay: taking one away would restart every Pod, and
     *     a change of the model alone must not.
     */
    public static InferenceSources of(Optional<ModelVersion> wanted, Intent intent, Collection<String> mounted) {
        SortedSet<String> claims = new TreeSet<>(mounted);
        SortedSet<String> configMaps = new TreeSet<>();
        Stream.of(wanted, intent.active(), intent.target(), intent.previous())
                .flatMap(Optional::stream)
                .map(ModelVersion::storageUri)
                .forEach(uri -> {
                    claim(uri).ifPresent(claims::add);
                    configMap(uri).ifPresent(configMaps::add);
                });
        return new InferenceSources(claims, configMaps);
    }

    public static Optional<String> claim(String uri) {
        return host(uri, PVC);
    }

    public static Optional<String> configMap(String uri) {
        return host(uri, CONFIG_MAP);
    }

    private static Optional<String> host(String uri, String scheme) {
        if (!uri.startsWith(scheme)) {
            return Optional.empty();
        }
        int end = uri.indexOf('/', scheme.length());
        return Optional.of(end < 0 ? uri.substring(scheme.length()) : uri.substring(scheme.length(), end));
    }
}
