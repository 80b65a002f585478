package dev.plumbline.status;

import static dev.plumbline.status.PlatformConditions.AVAILABLE;
import static dev.plumbline.status.PlatformConditions.DEGRADED;
import static dev.plumbline.status.PlatformConditions.H2O_CLUSTER_FORMED;
import static dev.plumbline.status.PlatformConditions.ORDER;
import static dev.plumbline.status.PlatformConditions.PROGRESSING;
import static dev.plumbline.status.PlatformConditions.READY;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.MlPlatformStatus;
import dev.plumbline.api.PlatformPhase;
import dev.plumbline.plan.ValidPlatform;
import dev.plumbline.views.Verdicts;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the status of a platform from what was seen. The previous status is that of the given platform. Equal facts
 * give an equal status, so the caller writes only when the result differs.
 */
public final class PlatformStatuses {
    private PlatformStatuses() {}

    /**
     * @param platform with its previous status
     * @param valid what the platform asks for
     * @param observed what was seen
     * @param verdicts of the running policy; none of them blocks, see {@link #violated}
     */
    public static MlPlatformStatus of(
            MlPlatform platform, ValidPlatform valid, Observed observed, Verdicts verdicts, Instant now) {
        PlatformLook look = new PlatformLook(platform, valid, observed, now);
        List<Answer> answers = new ArrayList<>();
        answers.add(H2oAnswers.formed(look));
        answers.add(MemoryAnswers.enforced(look));
        answers.addAll(DatabaseAnswers.of(look));
        answers.addAll(SurroundingAnswers.of(look));
        answers.add(ViewAnswers.compliant(verdicts));
        answers.add(Health.degraded(look, answers));
        answers.add(Progress.progressing(look, answers));
        answers.add(Progress.available(answers));
        Answer ready = ReadySummary.of(answers);
        answers.add(ready);
        return new MlPlatformStatus(
                PlatformLook.generation(platform),
                PlatformPhases.of(look, answers),
                ComponentStatuses.h2o(look),
                ComponentStatuses.postgres(look),
                ViewAnswers.views(verdicts),
                ViewAnswers.violations(verdicts),
                conditions(platform, answers, now));
    }

    /**
     * The status of a platform whose spec breaks a rule. Nothing is changed for it, so what was said of its components
     * stands, each with the generation that it was said of.
     */
    public static MlPlatformStatus violated(MlPlatform platform, Verdicts verdicts, Instant now) {
        Answer compliant = ViewAnswers.compliant(verdicts);
        List<Answer> answers = new ArrayList<>(List.of(
                compliant,
                Answer.no(READY, compliant.reason(), compliant.message()),
                Answer.no(PROGRESSING, ViewAnswers.VIOLATIONS, "Nothing is changed for a spec that breaks a rule."),
                SurroundingAnswers.paused(platform.getSpec() != null
                        && Boolean.TRUE.equals(platform.getSpec().paused()))));
        boolean runs = PlatformLook.previous(platform, H2O_CLUSTER_FORMED).isPresent();
        if (!runs) {
            answers.add(Answer.no(AVAILABLE, "NothingCreated", "Nothing is created for a spec that breaks a rule."));
            answers.add(Answer.no(DEGRADED, "AsExpected", "Nothing that was there is lost."));
        }
        return laidOver(
                platform,
                runs ? PlatformPhase.DEGRADED : PlatformPhase.FAILED,
                answers,
                ViewAnswers.views(verdicts),
                ViewAnswers.violations(verdicts),
                now);
    }

    /**
     * The status of a platform that could not be reconciled, because the world failed.
     *
     * @param reason one CamelCase word
     * @param message for people; must hold no value of a Secret
     */
    public static MlPlatformStatus failing(MlPlatform platform, String reason, String message, Instant now) {
        MlPlatformStatus before = PlatformLook.previous(platform)
                .orElse(new MlPlatformStatus(null, null, null, null, List.of(), List.of(), List.of()));
        return laidOver(
                platform,
                before.phase() == null ? PlatformPhase.PENDING : before.phase(),
                List.of(Answer.no(READY, reason, message)),
                before.views(),
                before.violations(),
                now);
    }

    private static MlPlatformStatus laidOver(
            MlPlatform platform,
            PlatformPhase phase,
            List<Answer> answers,
            List<dev.plumbline.api.ViewStatus> views,
            List<dev.plumbline.api.ViolationStatus> violations,
            Instant now) {
        boolean leaving = platform.getMetadata().getDeletionTimestamp() != null;
        return new MlPlatformStatus(
                PlatformLook.generation(platform),
                leaving ? PlatformPhase.DELETING : phase,
                PlatformLook.previous(platform).map(MlPlatformStatus::h2o).orElse(null),
                PlatformLook.previous(platform).map(MlPlatformStatus::postgres).orElse(null),
                views,
                violations,
                conditions(platform, answers, now));
    }

    private static List<Condition> conditions(MlPlatform platform, List<Answer> answers, Instant now) {
        List<Condition> before = PlatformLook.previous(platform)
                .map(MlPlatformStatus::conditions)
                .orElse(List.of());
        return new ConditionSet(ORDER, before)
                .merge(answers, PlatformLook.generation(platform), now)
                .sorted();
    }
}
