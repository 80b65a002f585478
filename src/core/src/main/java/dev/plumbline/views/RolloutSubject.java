package dev.plumbline.views;

import dev.plumbline.api.LocalRef;
import dev.plumbline.api.ModelRollout;
import dev.plumbline.api.ModelRolloutSpec;
import dev.plumbline.api.ModelRolloutStatus;
import dev.plumbline.api.ModelSpec;
import dev.plumbline.api.Profile;
import dev.plumbline.api.ServingSpec;
import dev.plumbline.api.StrategySpec;
import dev.plumbline.api.StrategyType;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A ModelRollout under judgement.
 *
 * @param previous the object in the cluster that this one replaces
 * @param platform the platform that it names
 * @param siblings the other rollouts of the namespace; empty when nobody could look
 */
public record RolloutSubject(
        ModelRollout object,
        Optional<ModelRollout> previous,
        PlatformLookup platform,
        Optional<List<ModelRollout>> siblings,
        Operation operation,
        LocalDate today)
        implements Subject {

    /** The object as it stands, with nothing known around it. */
    public static RolloutSubject reviewed(ModelRollout object, LocalDate today) {
        return new RolloutSubject(
                object, Optional.empty(), new PlatformLookup.NotAsked(), Optional.empty(), Operation.REVIEW, today);
    }

    public RolloutSubject on(PlatformLookup lookup) {
        return new RolloutSubject(object, previous, lookup, siblings, operation, today);
    }

    public RolloutSubject among(List<ModelRollout> others) {
        return new RolloutSubject(object, previous, platform, Optional.of(List.copyOf(others)), operation, today);
    }

    public RolloutSubject as(Operation other) {
        return new RolloutSubject(object, previous, platform, siblings, other, today);
    }

    public RolloutSubject replacing(ModelRollout earlier) {
        return new RolloutSubject(object, Optional.of(earlier), platform, siblings, Operation.UPDATE, today);
    }

    @Override
    public String kind() {
        return "ModelRollout";
    }

    @Override
    public ObjectMeta metadata() {
        return object.getMetadata() == null ? new ObjectMeta() : object.getMetadata();
    }

    /** Exemptions stand on the platform; a rollout whose platform is unknown has none. */
    @Override
    public Enforcement enforcement() {
        return platform.known().map(found -> Enforcement.of(found, today)).orElseGet(() -> Enforcement.strict(today));
    }

    @Override
    public Set<Input> known() {
        var known = EnumSet.noneOf(Input.class);
        if (operation != Operation.REVIEW || previous.isPresent()) {
            known.add(Input.PREVIOUS);
        }
        if (!(platform instanceof PlatformLookup.NotAsked)) {
            known.add(Input.PLATFORM);
        }
        if (siblings.isPresent()) {
            known.add(Input.SIBLINGS);
        }
        return known;
    }

    public Optional<ModelRolloutSpec> spec() {
        return Optional.ofNullable(object.getSpec());
    }

    /** What the operator wrote; an update of the spec may come without it, and then the cluster's copy holds. */
    public Optional<ModelRolloutStatus> status() {
        return Optional.ofNullable(object.getStatus()).or(() -> previous.map(ModelRollout::getStatus));
    }

    public Optional<ModelSpec> model() {
        return spec().map(ModelRolloutSpec::model);
    }

    public Optional<ServingSpec> serving() {
        return spec().map(ModelRolloutSpec::serving);
    }

    public Optional<StrategySpec> strategy() {
        return spec().map(ModelRolloutSpec::strategy);
    }

    public StrategyType strategyType() {
        return strategy().map(StrategySpec::type).orElse(StrategyType.HOT_SWAP);
    }

    /** Name in the address of the endpoint: the model's, else the rollout's. */
    public String modelName() {
        return model().map(ModelSpec::name).orElse(name());
    }

    public Optional<String> platformName() {
        return spec().map(ModelRolloutSpec::platformRef).map(LocalRef::name).filter(name -> !name.isBlank());
    }

    /** The platform as a subject, to read its fields and defaults. */
    public Optional<PlatformSubject> platformSubject() {
        return platform.known().map(found -> PlatformSubject.reviewed(found, today));
    }

    /** Profile of the platform, where that is known. */
    public Optional<Profile> profile() {
        return platformSubject().map(PlatformSubject::profile);
    }

    /** The other rollouts that name the same platform and are not being deleted. */
    public List<ModelRollout> neighbours() {
        return siblings.orElse(List.of()).stream()
                .filter(other -> other.getMetadata() != null
                        && other.getMetadata().getDeletionTimestamp() == null
                        && !name().equals(other.getMetadata().getName()))
                .filter(other -> platformName().equals(reviewed(other, today).platformName()))
                .toList();
    }
}
