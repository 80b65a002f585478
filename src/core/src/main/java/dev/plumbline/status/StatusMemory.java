package dev.plumbline.status;

import dev.plumbline.api.ActionStatus;
import dev.plumbline.api.ActiveModelStatus;
import dev.plumbline.api.FailureStatus;
import dev.plumbline.api.ModelRollout;
import dev.plumbline.api.ModelRolloutStatus;
import dev.plumbline.api.TargetModelStatus;
import dev.plumbline.api.TargetState;
import dev.plumbline.rollout.Heard;
import dev.plumbline.rollout.ModelVersion;
import dev.plumbline.rollout.Rejection;
import dev.plumbline.rollout.Remembered;
import dev.plumbline.rollout.Verb;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the status still tells of a record that was lost. It is asked only then: an output is no source while there is a
 * better one. A manifest that is applied again brings its annotations and no status, so what is found there is old.
 */
public final class StatusMemory {

    private static final String OLD = "older than the record of this rollout; not carried out";

    /** These are laid over the reason of the rejection. */
    private static final Set<String> LAID_OVER = Set.of("ReconcileFailed", "ViolationsFound");

    private final ModelRollout rollout;
    private final Optional<ModelRolloutStatus> status;
    private final Instant now;

    private StatusMemory(ModelRollout rollout, Instant now) {
        this.rollout = rollout;
        this.status = Optional.ofNullable(rollout.getStatus());
        this.now = now;
    }

    /**
     * @param wanted what the spec asks for now
     * @param request of the spec as it is now, see {@link Rejection#request()}
     * @param annotated the verbs that are found at the rollout
     */
    public static Remembered of(
            ModelRollout rollout, ModelVersion wanted, String request, Map<Verb, String> annotated, Instant now) {
        var memory = new StatusMemory(rollout, now);
        List<Rejection> rejections = Stream.of(memory.before(wanted), memory.rejection(wanted, request))
                .flatMap(Optional::stream)
                .toList();
        return new Remembered(memory.heard(annotated), rejections);
    }

    /** A status without this list was not written by a whole round, so there was no record when it was written. */
    private Map<Verb, Heard> heard(Map<Verb, String> annotated) {
        Optional<List<ActionStatus>> actions = status.map(ModelRolloutStatus::actions);
        Map<Verb, Heard> heard = new EnumMap<>(Verb.class);
        if (actions.isEmpty()) {
            annotated.forEach((verb, nonce) -> heard.put(verb, new Heard(nonce, false, OLD, now)));
            return heard;
        }
        for (Verb verb : Verb.values()) {
            actions.get().stream()
                    .filter(a -> verb.word().equals(a.verb()) && a.nonce() != null)
                    .findFirst()
                    .ifPresent(a -> heard.put(verb, heard(a)));
        }
        return heard;
    }

    private Heard heard(ActionStatus told) {
        return new Heard(
                told.nonce(),
                Boolean.TRUE.equals(told.done()),
                Objects.requireNonNullElse(told.outcome(), ""),
                instant(told.at()));
    }

    /**
     * Of the model that was given up last, when another one is the target by now; of those before it the status says
     * nothing. What nobody but the machine refused is no matter once something else is wanted.
     */
    private Optional<Rejection> before(ModelVersion wanted) {
        return status.map(ModelRolloutStatus::lastFailure)
                .filter(f -> f.reason() != null && f.model() != null && f.version() != null && f.digest() != null)
                .map(f -> new Rejection(
                        model(f.model(), f.version(), f.digest(), wanted),
                        "",
                        f.reason(),
                        Objects.requireNonNullElse(f.message(), ""),
                        Objects.requireNonNullElse(f.location(), ""),
                        instant(f.at()),
                        false))
                .filter(why -> why.byUser() && !isRetriedSince(why.at()) && !isTold(why.model()));
    }

    /** Whether something that was given up was asked for again: then it may have been this. */
    private boolean isRetriedSince(Instant givenUp) {
        return status.map(ModelRolloutStatus::actions).orElse(List.of()).stream()
                .filter(a -> Verb.RETRY.word().equals(a.verb()) && Boolean.TRUE.equals(a.done()))
                .anyMatch(a -> !instant(a.at()).isBefore(givenUp));
    }

    /** As the target or the active one: what is true of it is told there. */
    private boolean isTold(ModelVersion model) {
        return status.map(ModelRolloutStatus::targetModel)
                        .filter(t -> isNamed(t) && model.isServedAs(t.name(), t.version(), t.digest()))
                        .isPresent()
                || isActive(model);
    }

    /**
     * Of the target as it was last told. A change of the Pods alone, which is given up while its model goes on, is
     * not told by what it was made from: it is tried again.
     */
    private Optional<Rejection> rejection(ModelVersion wanted, String request) {
        boolean served = said("RolledBack")
                .map(Condition::getReason)
                .filter(r -> !r.equals("NotNeeded"))
                .isPresent();
        return status.map(ModelRolloutStatus::targetModel)
                .filter(t -> t.state() == TargetState.REFUSED)
                .filter(StatusMemory::isNamed)
                .map(t -> model(t.name(), t.version(), t.digest(), wanted))
                .filter(model -> served || !isActive(model))
                .map(model -> rejection(model, isOfThisSpec() ? request : "", served));
    }

    private Rejection rejection(ModelVersion model, String request, boolean served) {
        Optional<FailureStatus> last = status.map(ModelRolloutStatus::lastFailure);
        Optional<Condition> ready = said("Ready").filter(c -> !LAID_OVER.contains(c.getReason()));
        String reason = ready.map(Condition::getReason)
                .or(() -> last.map(FailureStatus::reason))
                .orElse("Unknown");
        Optional<FailureStatus> same = last.filter(f -> reason.equals(f.reason()));
        return new Rejection(
                model,
                request,
                reason,
                same.map(FailureStatus::message)
                        .or(() -> ready.map(Condition::getMessage))
                        .orElse(""),
                same.map(FailureStatus::location).orElse(""),
                instant(same.map(FailureStatus::at).orElse(null)),
                served);
    }

    /** What was refused for another spec may be acceptable for this one; what users gave up stays so all the same. */
    private boolean isOfThisSpec() {
        return status.map(ModelRolloutStatus::observedGeneration)
                .filter(seen -> seen.equals(rollout.getMetadata().getGeneration()))
                .isPresent();
    }

    private boolean isActive(ModelVersion model) {
        Optional<ActiveModelStatus> active = status.map(ModelRolloutStatus::activeModel);
        return active.filter(a -> model.name().equals(a.name())
                        && model.version().equals(a.version())
                        && model.digest().equals(a.digest()))
                .isPresent();
    }

    private static boolean isNamed(TargetModelStatus target) {
        return target.name() != null && target.version() != null && target.digest() != null;
    }

    private static ModelVersion model(String name, String version, String digest, ModelVersion wanted) {
        return wanted.isServedAs(name, version, digest) ? wanted : new ModelVersion(name, version, digest, "");
    }

    private Optional<Condition> said(String type) {
        return status.map(ModelRolloutStatus::conditions).orElse(List.of()).stream()
                .filter(c -> type.equals(c.getType()) && c.getReason() != null)
                .findFirst();
    }

    private Instant instant(String text) {
        try {
            return text == null ? now : Instant.parse(text);
        } catch (DateTimeException odd) {
            return now;
        }
    }
}
