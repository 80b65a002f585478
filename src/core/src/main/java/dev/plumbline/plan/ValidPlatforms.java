package dev.plumbline.plan;

import dev.plumbline.api.AllowFromSpec;
import dev.plumbline.api.DeletionPolicy;
import dev.plumbline.api.MemberLossPolicy;
import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.MlPlatformSpec;
import dev.plumbline.api.ModelsSpec;
import dev.plumbline.api.NetworkSpec;
import dev.plumbline.api.NetworkTarget;
import dev.plumbline.api.Profile;
import dev.plumbline.plan.ValidPlatform.Network;
import dev.plumbline.plan.ValidPlatform.Opening;
import dev.plumbline.views.ProfileDefaults;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes a {@link ValidPlatform}: the one place where an absent field becomes the default of its profile. */
public final class ValidPlatforms {
    private ValidPlatforms() {}

    /**
     * @param platform a platform whose rules were all checked and none of which blocks; anything else may throw
     * @throws IllegalArgumentException when a field is missing or unreadable that the rules would have refused
     */
    public static ValidPlatform of(MlPlatform platform) {
        MlPlatformSpec spec = Optional.ofNullable(platform.getSpec())
                .orElseThrow(() -> new IllegalArgumentException("spec is required"));
        ProfileDefaults profile = ProfileDefaults.of(orElse(spec.profile(), Profile.DEVELOPMENT));
        return new ValidPlatform(
                platform.getMetadata().getNamespace(),
                platform.getMetadata().getName(),
                Boolean.TRUE.equals(spec.paused()),
                keepsVolumes(spec),
                ValidH2o.of(spec.h2o(), profile),
                ValidPostgres.of(spec.postgres(), profile),
                ValidRedis.of(spec.redis(), profile),
                network(spec.network(), spec.models()));
    }

    static <T> T orElse(T given, T otherwise) {
        return given == null ? otherwise : given;
    }

    private static boolean keepsVolumes(MlPlatformSpec spec) {
        boolean retained = spec.postgres() == null
                || spec.postgres().storage() == null
                || !Boolean.FALSE.equals(spec.postgres().storage().retain());
        return spec.deletionPolicy() != DeletionPolicy.DELETE && retained;
    }

    private static Network network(NetworkSpec network, ModelsSpec models) {
        List<Integer> ports = storePorts(models);
        if (network == null) {
            return new Network(true, List.of(), ports);
        }
        List<Opening> openings = orElse(network.allowFrom(), List.<AllowFromSpec>of()).stream()
                .map(ValidPlatforms::opening)
                .toList();
        return new Network(!"None".equals(network.isolation()), openings, ports);
    }

    private static Opening opening(AllowFromSpec from) {
        List<Component> to = orElse(from.to(), List.of(NetworkTarget.INFERENCE)).stream()
                .filter(Objects::nonNull)
                .flatMap(ValidPlatforms::component)
                .toList();
        return new Opening(NamespaceSelectors.of(from), to);
    }

    private static Stream<Component> component(NetworkTarget target) {
        return switch (target) {
            case INFERENCE -> Stream.of(Component.INFERENCE);
            case H2O -> Stream.of(Component.H2O);
            case POSTGRES -> Stream.of(Component.POSTGRES);
            case REDIS -> Stream.of(Component.REDIS);
            // No Pods of Mage are planned, so there is nothing to open.
            case MAGE -> Stream.of();
        };
    }

    /** The ports that the allowed model stores name; a store on the usual ports of its scheme names none. */
    private static List<Integer> storePorts(ModelsSpec models) {
        if (models == null || models.allow() == null) {
            return List.of();
        }
        return models.allow().stream()
                .map(ValidPlatforms::port)
                .filter(port -> port > 0)
                .distinct()
                .sorted()
                .toList();
    }

    private static int port(String prefix) {
        try {
            return URI.create(prefix).getPort();
        } catch (IllegalArgumentException unreadable) {
            return -1;
        }
    }

    static boolean restartsOnMemberLoss(MemberLossPolicy policy) {
        return policy != MemberLossPolicy.REPORT;
    }
}
