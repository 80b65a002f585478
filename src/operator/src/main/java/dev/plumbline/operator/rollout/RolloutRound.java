package dev.plumbline.operator.rollout;

import dev.plumbline.rollout.Analysis;
import dev.plumbline.rollout.Colour;
import dev.plumbline.rollout.Effect;
import dev.plumbline.rollout.Facts;
import dev.plumbline.rollout.Intent;
import dev.plumbline.rollout.PodReport;
import dev.plumbline.rollout.Reading;
import dev.plumbline.rollout.RolloutMachine;
import dev.plumbline.rollout.RolloutState;
import dev.plumbline.rollout.Step;
import dev.plumbline.rollout.Wanted;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One round of a rollout: look, decide, write until nothing is to be written, then act on the Pods once. */
final class RolloutRound {

    private static final Logger LOG = LoggerFactory.getLogger(RolloutRound.class);

    /** Giving up, clearing, beginning anew and committing are one write each; more in a row would be a loop. */
    private static final int MOST_WRITES = 8;

    private final EpochRecord record;
    private final InferencePods pods;
    private final VerifyJobs verify;
    private final Prometheus prometheus;
    private final Colour routed;
    private final InferenceTroubles troubles;
    private final Clock clock;

    /**
     * @param routed where the Service sends clients
     * @param troubles why Pods do not come up
     */
    RolloutRound(
            EpochRecord record,
            InferencePods pods,
            VerifyJobs verify,
            Prometheus prometheus,
            Colour routed,
            InferenceTroubles troubles,
            Clock clock) {
        this.troubles = troubles;
        this.prometheus = prometheus;
        this.verify = verify;
        this.record = record;
        this.pods = pods;
        this.routed = routed;
        this.clock = clock;
    }

    /**
     * Where the round ended.
     *
     * @param wrote what the cluster is planned from is another record now, and what follows from that is for the next round
     * @param due when there is something to do although nothing changes
     */
    record End(
            RolloutState state,
            Intent intent,
            Map<Colour, List<PodReport>> reports,
            boolean wrote,
            Optional<Instant> due) {

        /** Of the Pods that clients are sent to. */
        List<PodReport> live() {
            return reports.getOrDefault(intent.sides().live(), List.of());
        }

        List<PodReport> standby() {
            return reports.getOrDefault(intent.sides().live().other(), List.of());
        }
    }

    /** @param act false: look only */
    End run(String name, Wanted wanted, boolean act) {
        Map<Colour, List<PodReport>> reports = pods.look();
        Intent intent = record.intent(routed);
        Map<String, Reading> readings = act ? readings(facts(wanted, intent, reports)) : Map.of();
        Step step = next(wanted, intent, reports, readings);
        boolean wrote = false;
        for (int writes = 0; act && writes < MOST_WRITES && step.toPersist().isPresent(); writes++) {
            Intent decided = step.toPersist().get();
            if (!record.write(decided)) {
                LOG.info("{}: the record was changed by another; looking again", name);
                return new End(step.state(), intent, reports, true, Optional.empty());
            }
            LOG.info("{}: {}: {}", name, step.state().phase(), told(decided));
            wrote |= !decided.plansLike(intent);
            intent = decided;
            step = next(wanted, intent, reports, readings);
        }
        if (act && step.toPersist().isEmpty()) {
            act(step.effects(), intent);
        }
        return new End(step.state(), intent, reports, wrote, RolloutMachine.due(wanted, intent));
    }

    private void act(List<Effect> effects, Intent intent) {
        effects.stream()
                .filter(Effect.Verify.class::isInstance)
                .map(Effect.Verify.class::cast)
                .forEach(asked -> verify.start(asked, intent));
        pods.act(effects.stream().filter(e -> !(e instanceof Effect.Verify)).toList());
    }

    /** Only when they are needed: a look may come every second, a measurement every half minute. */
    private Map<String, Reading> readings(Facts facts) {
        Analysis analysis = facts.wanted().strategy().analysis();
        return !analysis.queries().isEmpty() && RolloutMachine.isMeasurementDue(facts)
                ? prometheus.ask(analysis)
                : Map.of();
    }

    private Step next(
            Wanted wanted, Intent intent, Map<Colour, List<PodReport>> reports, Map<String, Reading> readings) {
        return RolloutMachine.next(facts(wanted, intent, reports).reading(readings));
    }

    private Facts facts(Wanted wanted, Intent intent, Map<Colour, List<PodReport>> reports) {
        Colour live = intent.sides().live();
        return new Facts(
                        wanted,
                        intent,
                        reports.getOrDefault(live, List.of()),
                        reports.getOrDefault(live.other(), List.of()),
                        routed,
                        verify.look(intent),
                        clock.instant())
                .remembering(record.remembered())
                .hinderedBy(troubles.seenFrom(live));
    }

    private static String told(Intent intent) {
        return "%s, epoch %d, active %s, target %s%s"
                .formatted(
                        intent.sides().live().word(),
                        intent.epoch(),
                        intent.active().map(m -> m.version()).orElse("none"),
                        intent.target().map(m -> m.version()).orElse("none"),
                        intent.sides()
                                .standby()
                                .map(s -> ", beside it " + s.model().version() + " " + s.stage())
                                .orElse(""));
    }
}
