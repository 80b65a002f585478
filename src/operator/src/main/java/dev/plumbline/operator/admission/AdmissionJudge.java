package dev.plumbline.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.ModelRollout;
import dev.plumbline.views.Operation;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.Policies;
import dev.plumbline.views.RolloutSubject;
import dev.plumbline.views.Subject;
import io.fabric8.kubernetes.api.model.HasMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** From a question to an answer: gather the subject, ask {@link Policies#admission()}, say all of it at once. */
@ApplicationScoped
class AdmissionJudge {

    private final Neighbourhood neighbourhood;
    private final Clock clock;

    @Inject
    AdmissionJudge(Neighbourhood neighbourhood, Clock clock) {
        this.neighbourhood = neighbourhood;
        this.clock = clock;
    }

    Answer judge(Review review) throws Review.Malformed {
        try {
            return Answer.of(Policies.admission().judge(subject(review)));
        } catch (Review.Unreadable e) {
            return Answer.refused(
                    "%s %s/%s: %s.".formatted(review.kind(), review.namespace(), review.name(), e.getMessage()));
        }
    }

    private Subject subject(Review review) throws Review.Malformed, Review.Unreadable {
        JsonNode object = (review.operation() == Operation.DELETE ? review.old() : review.object())
                .orElseThrow(() -> new Review.Malformed("the object of this operation is missing"));
        return switch (review.kind()) {
            case "MlPlatform" -> platform(review, named(Review.as(MlPlatform.class, object), review));
            case "ModelRollout" -> rollout(review, named(Review.as(ModelRollout.class, object), review));
            default -> throw new Review.Malformed("this webhook judges MlPlatform and ModelRollout only");
        };
    }

    /** With generateName the object has no name yet, and some clients leave the namespace to the request. */
    private static <T extends HasMetadata> T named(T object, Review review) {
        if (object.getMetadata().getNamespace() == null) {
            object.getMetadata().setNamespace(review.namespace());
        }
        if (object.getMetadata().getName() == null && !review.name().isEmpty()) {
            object.getMetadata().setName(review.name());
        }
        return object;
    }

    private Subject platform(Review review, MlPlatform platform) throws Review.Unreadable {
        return switch (review.operation()) {
            case DELETE -> PlatformSubject.deleted(platform, today());
            case UPDATE ->
                review.old().isPresent()
                        ? PlatformSubject.updated(
                                platform,
                                Review.as(MlPlatform.class, review.old().get()),
                                today())
                        : PlatformSubject.created(platform, today());
            default -> PlatformSubject.created(platform, today());
        };
    }

    private Subject rollout(Review review, ModelRollout rollout) throws Review.Unreadable {
        RolloutSubject subject = RolloutSubject.reviewed(rollout, today()).as(review.operation());
        if (review.operation() == Operation.UPDATE && review.old().isPresent()) {
            subject =
                    subject.replacing(Review.as(ModelRollout.class, review.old().get()));
        }
        List<ModelRollout> siblings = neighbourhood.rollouts(review.namespace());
        subject = subject.among(siblings);
        return subject.platformName().isPresent()
                ? subject.on(neighbourhood.platform(
                        review.namespace(), subject.platformName().get()))
                : subject;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
