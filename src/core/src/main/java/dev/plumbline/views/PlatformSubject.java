package dev.plumbline.views;

import dev.plumbline.api.FeatureStoreSpec;
import dev.plumbline.api.H2oSpec;
import dev.plumbline.api.MageSpec;
import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.MlPlatformSpec;
import dev.plumbline.api.ModelsSpec;
import dev.plumbline.api.NetworkSpec;
import dev.plumbline.api.PostgresSpec;
import dev.plumbline.api.Profile;
import dev.plumbline.api.RedisSpec;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * An MlPlatform under judgement.
 *
 * @param previous the object in the cluster that this one replaces
 */
public record PlatformSubject(MlPlatform object, Optional<MlPlatform> previous, Operation operation, LocalDate today)
        implements Subject {

    public static PlatformSubject created(MlPlatform object, LocalDate today) {
        return new PlatformSubject(object, Optional.empty(), Operation.CREATE, today);
    }

    public static PlatformSubject updated(MlPlatform object, MlPlatform previous, LocalDate today) {
        return new PlatformSubject(object, Optional.of(previous), Operation.UPDATE, today);
    }

    public static PlatformSubject deleted(MlPlatform object, LocalDate today) {
        return new PlatformSubject(object, Optional.empty(), Operation.DELETE, today);
    }

    public static PlatformSubject reviewed(MlPlatform object, LocalDate today) {
        return new PlatformSubject(object, Optional.empty(), Operation.REVIEW, today);
    }

    public static PlatformSubject running(MlPlatform object, LocalDate today) {
        return new PlatformSubject(object, Optional.empty(), Operation.RUNNING, today);
    }

    @Override
    public String kind() {
        return "MlPlatform";
    }

    @Override
    public ObjectMeta metadata() {
        return object.getMetadata() == null ? new ObjectMeta() : object.getMetadata();
    }

    @Override
    public Enforcement enforcement() {
        return Enforcement.of(object, today);
    }

    @Override
    public Set<Input> known() {
        // A first manifest has no previous one, and that is known.
        return operation == Operation.REVIEW && previous.isEmpty()
                ? EnumSet.of(Input.PLATFORM, Input.SIBLINGS)
                : EnumSet.allOf(Input.class);
    }

    public Optional<MlPlatformSpec> spec() {
        return Optional.ofNullable(object.getSpec());
    }

    public Profile profile() {
        return spec().map(MlPlatformSpec::profile).orElse(Profile.DEVELOPMENT);
    }

    public ProfileDefaults defaults() {
        return ProfileDefaults.of(profile());
    }

    public boolean production() {
        return profile() == Profile.PRODUCTION;
    }

    public boolean development() {
        return profile() == Profile.DEVELOPMENT;
    }

    public Optional<H2oSpec> h2o() {
        return spec().map(MlPlatformSpec::h2o);
    }

    public Optional<PostgresSpec> postgres() {
        return spec().map(MlPlatformSpec::postgres);
    }

    public Optional<RedisSpec> redis() {
        return spec().map(MlPlatformSpec::redis);
    }

    public Optional<MageSpec> mage() {
        return spec().map(MlPlatformSpec::mage);
    }

    public Optional<FeatureStoreSpec> featureStore() {
        return spec().map(MlPlatformSpec::featureStore);
    }

    public Optional<NetworkSpec> network() {
        return spec().map(MlPlatformSpec::network);
    }

    public Optional<ModelsSpec> models() {
        return spec().map(MlPlatformSpec::models);
    }

    /** The object that this one replaces, as a subject of its own. */
    public Optional<PlatformSubject> before() {
        return previous.map(earlier -> reviewed(earlier, today));
    }
}
