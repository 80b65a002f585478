package dev.plumbline.operator.rollout;

import dev.plumbline.rollout.Effect;
import dev.plumbline.rollout.Facts;
import dev.plumbline.rollout.Intent;
import dev.plumbline.rollout.PodReport;
import dev.plumbline.rollout.RolloutMachine;
import dev.plumbline.rollout.RolloutState;
import dev.plumbline.rollout.Step;
import dev.plumbline.rollout.Wanted;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One round of a rollout: look, decide, write until nothing is to be written, then act on the Pods once. */
final class RolloutRound {

    private static final Logger LOG = LoggerFactory.getLogger(RolloutRound.class);

    /** Giving up, beginning anew and committing are one write each; more in a row would be a loop. */
    private static final int MOST_WRITES = 5;

    private final EpochRecord record;
    private final InferencePods pods;
    private final VerifyJobs verify;
    private final Clock clock;

    RolloutRound(EpochRecord record, InferencePods pods, VerifyJobs verify, Clock clock) {
        this.verify = verify;
        this.record = record;
        this.pods = pods;
        this.clock = clock;
    }

    /** Where the round ended. */
    record End(RolloutState state, Intent intent, List<PodReport> reports) {}

    /** @param act false: look only */
    End run(String name, Wanted wanted, boolean act) {
        List<PodReport> reports = pods.look();
        Intent intent = record.intent();
        Step step = next(wanted, intent, reports);
        for (int writes = 0; act && writes < MOST_WRITES && step.toPersist().isPresent(); writes++) {
            Intent decided = step.toPersist().get();
            if (!record.write(decided)) {
                LOG.info("{}: the record was changed by another; looking again", name);
                return new End(step.state(), intent, reports);
            }
            LOG.info("{}: {}: {}", name, step.state().phase(), told(decided));
            intent = decided;
            step = next(wanted, intent, reports);
        }
        if (act && step.toPersist().isEmpty()) {
            act(step.effects(), intent);
        }
        return new End(step.state(), intent, reports);
    }

    private void act(List<Effect> effects, Intent intent) {
        effects.stream()
                .filter(Effect.Verify.class::isInstance)
                .map(Effect.Verify.class::cast)
                .forEach(asked -> verify.start(asked, intent));
        pods.act(effects.stream().filter(e -> !(e instanceof Effect.Verify)).toList());
    }

    private Step next(Wanted wanted, Intent intent, List<PodReport> reports) {
        return RolloutMachine.next(new Facts(wanted, intent, reports, verify.look(intent), clock.instant()));
    }

    private static String told(Intent intent) {
        return "epoch %d, active %s, target %s"
                .formatted(
                        intent.epoch(),
                        intent.active().map(m -> m.version()).orElse("none"),
                        intent.target().map(m -> m.version()).orElse("none"));
    }
}
