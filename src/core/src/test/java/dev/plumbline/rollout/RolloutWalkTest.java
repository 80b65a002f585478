package dev.plumbline.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any order of crashes, lost calls, partitions, scalings and new wishes: never a third state, always an end. */
class RolloutWalkTest {

    /** A switch that settled, four verbs, a template, clearing, a clock, an attempt, a verdict; each is one write. */
    private static final int MOST_WRITES = 11;

    private static final List<Strategy.Kind> KINDS =
            List.of(Strategy.Kind.HOT_SWAP, Strategy.Kind.CANARY, Strategy.Kind.BLUE_GREEN, Strategy.Kind.BLUE_GREEN);

    /**
     * The same ones each time, so that a change and not luck decides. Others by {@code -Dplumbline.walk.seed=...} and
     * {@code -Dplumbline.walks=...}; the seed of a walk stands in the name of the failing case.
     */
    static LongStream seeds() {
        return new Random(Long.getLong("plumbline.walk.seed", 20261121))
                .longs(Integer.getInteger("plumbline.walks", 400));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void survivesAnyInterruption(long seed) {
        Walk walk = new Walk(new Random(seed));
        for (int i = 0; i < 200; i++) {
            walk.disturb();
            walk.tick();
        }
        walk.calmDown();
        walk.assertConverged();
    }

    /** The world around the machine. */
    private static final class Walk {

        private static final Set<String> BAD = Set.of("sha256:3", "sha256:5");

        private static final Duration REST = Duration.ofSeconds(3);

        private final Random random;
        private final SimulatedCluster cluster;
        private Intent record = Intent.none();
        /** Jobs that were asked for, and for how many looks they run. */
        private final Map<Effect.Verify, Integer> jobs = new HashMap<>();

        private Instant now = Instant.parse("2026-11-21T00:00:00Z");
        /** Where the models lie now. */
        private int place;

        private Wanted wanted = wanted(1, 3, false);
        private int template;
        private final Map<Verb, String> verbs = new EnumMap<>(Verb.class);
        private Strategy.Kind kind = Strategy.Kind.HOT_SWAP;
        private boolean calm;

        Walk(Random random) {
            this.random = random;
            this.cluster = new SimulatedCluster(BAD, random);
        }

        void disturb() {
            switch (random.nextInt(15)) {
                case 0 -> any().ifPresent(SimulatedPod::crash);
                case 1 -> any().ifPresent(p -> p.partitioned = true);
                case 2, 3 -> cluster.pods().forEach(p -> p.partitioned = false);
                case 4 -> wanted = wanted(number(wanted.model()), 1 + random.nextInt(4), wanted.paused());
                case 5 -> wanted = wanted(1 + random.nextInt(6), wanted.replicas(), false);
                case 6 -> wanted = wanted(number(wanted.model()), wanted.replicas(), random.nextInt(4) == 0);
                case 7 -> any().ifPresent(cluster::lose);
                case 8, 9 -> kind = KINDS.get(random.nextInt(KINDS.size()));
                case 10 -> verbs.put(Verb.values()[random.nextInt(Verb.values().length)], "nonce-" + now);
                case 11 -> template = random.nextInt(3);
                case 12 -> {
                    place = random.nextInt(2);
                    wanted = wanted(number(wanted.model()), wanted.replicas(), wanted.paused());
                }
                default -> {}
            }
        }

        void tick() {
            now = now.plus(SimulatedPod.TICK);
            cluster.tick(record);
            if (calm || random.nextInt(5) > 0) {
                operate();
            }
            assertNeverAThirdState();
            assertClientsAreSentToPodsThatStay();
        }

        private void operate() {
            boolean written = cluster.routed != record.sides().live();
            if (!wanted.paused() || written) {
                cluster.apply(record, asked());
            }
            if (dies()) {
                return;
            }
            Map<Colour, List<PodReport>> seen =
                    Map.of(Colour.BLUE, cluster.reports(Colour.BLUE), Colour.GREEN, cluster.reports(Colour.GREEN));
            for (int i = 0; i < MOST_WRITES; i++) {
                Step step = RolloutMachine.next(facts(seen));
                assertThat(step.toPersist().isPresent() && step.effects().size() > 1)
                        .isFalse();
                if (step.toPersist().isEmpty()) {
                    step.effects().forEach(this::send);
                    return;
                }
                assertCommitsOnlyWhatAllHold(step.toPersist().get(), seen);
                assertNoCanaryIsSkipped(step.toPersist().get());
                record = step.toPersist().get();
                if (dies()) {
                    return;
                }
            }
            throw new AssertionError(MOST_WRITES + " writes in a row: " + record);
        }

        private Facts facts(Map<Colour, List<PodReport>> seen) {
            Colour live = record.sides().live();
            return new Facts(
                    asked(), record, seen.get(live), seen.get(live.other()), cluster.routed, verification(), now);
        }

        /** Warm beside the active model, or serving in Pods of its own; the way back needs more than half of them. */
        private void assertCommitsOnlyWhatAllHold(Intent next, Map<Colour, List<PodReport>> seen) {
            if (next.epoch() != record.epoch() + 1) {
                return;
            }
            ModelVersion model = next.active().orElseThrow();
            assertThat(BAD).doesNotContain(model.digest());
            List<PodReport> pods = seen.get(next.sides().live());
            if (next.sides().live() == record.sides().live()) {
                assertThat(pods).hasSizeGreaterThanOrEqualTo(wanted.replicas()).allMatch(p -> p.isWarmWith(model));
                boolean forward = record.active().isPresent()
                        && record.rejectionOf(wanted).isEmpty()
                        && record.trial().isEmpty();
                if (forward) {
                    assertThat(pods).allSatisfy(p -> assertThat(
                                    p.target().orElseThrow().warmMilliseconds().orElseThrow())
                            .isGreaterThanOrEqualTo(REST.toMillis()));
                }
            } else if (record.kept().isPresent()) {
                assertThat(pods.stream().filter(p -> p.ready() && p.serves(model)))
                        .hasSizeGreaterThan(pods.size() / 2);
            } else {
                assertThat(pods)
                        .hasSizeGreaterThanOrEqualTo(wanted.replicas())
                        .allMatch(p -> p.ready() && p.serves(model) && p.epoch() == next.epoch());
            }
        }

        /** Steps of three seconds, measured every two; whether there is traffic does not matter here. */
        private Wanted asked() {
            var analysis = new Analysis(Duration.ofSeconds(2), List.of(), 1, Analysis.NoData.PASS);
            var hold = Duration.ofSeconds(3);
            boolean canary = kind == Strategy.Kind.CANARY;
            List<Strategy.Stage> steps =
                    canary ? List.of(new Strategy.Stage(10, hold), new Strategy.Stage(50, hold)) : List.of();
            return wanted.asking(verbs)
                    .by(new Strategy(kind, steps, analysis))
                    .from(new Template("t" + template, ""))
                    .keeping(Duration.ofSeconds(20))
                    .warmFor(REST);
        }

        private void assertNoCanaryIsSkipped(Intent next) {
            boolean commits = next.epoch() == record.epoch() + 1;
            boolean forward = record.target().filter(wanted.model()::sameAs).isPresent();
            boolean within = next.sides().live() == record.sides().live();
            if (commits
                    && forward
                    && within
                    && kind == Strategy.Kind.CANARY
                    && record.active().isPresent()) {
                assertThat(record.trial().filter(Trial::promoted))
                        .as("%s", record)
                        .isPresent();
            }
        }

        private Verification verification() {
            if (record.target().isEmpty() || record.attempt().isEmpty()) {
                return new Verification.NotAsked();
            }
            var job = new Effect.Verify(record.target().get(), record.attempt().get());
            if (!jobs.containsKey(job)) {
                return new Verification.NotAsked();
            }
            if (jobs.merge(job, -1, Integer::sum) > 0) {
                return new Verification.Running("");
            }
            return job.model().digest().equals("sha256:5")
                    ? new Verification.Refused("NotAMojo", "no zip")
                    : new Verification.Accepted(Optional.empty());
        }

        /** A call may be lost, and the operator may die before it or between two Pods of one commit. */
        private void send(Effect effect) {
            if (effect instanceof Effect.Verify job) {
                jobs.putIfAbsent(job, random.nextInt(5));
                return;
            }
            for (SimulatedPod target : cluster.pods()) {
                if (isFor(effect, target.name) && !dies()) {
                    target.receive(effect);
                }
            }
        }

        private static boolean isFor(Effect effect, String pod) {
            return switch (effect) {
                case Effect.TellTarget t -> t.pod().equals(pod);
                case Effect.AbortTarget a -> a.pod().equals(pod);
                case Effect.Expose e -> e.pod().equals(pod);
                case Effect.Commit c -> c.pods().contains(pod);
                case Effect.Verify v -> throw new AssertionError("not for Pods: " + v);
                case Effect.WriteEpochConfigMap w -> throw new AssertionError("written together with acts: " + w);
            };
        }

        private void assertNeverAThirdState() {
            for (SimulatedPod p :
                    cluster.of(cluster.routed).filter(p -> p.ready).toList()) {
                ModelVersion served = p.active.orElseThrow();
                boolean allowed = record.serves(served)
                        || !record.isSettled()
                                && (record.previous().filter(served::sameAs).isPresent()
                                        || record.kept()
                                                .filter(k -> k.model().sameAs(served))
                                                .isPresent());
                assertThat(allowed)
                        .as("%s serves %s under %s", p.name, served, record)
                        .isTrue();
            }
        }

        /** What the Service selects is never taken away before the Service selects something else. */
        private void assertClientsAreSentToPodsThatStay() {
            assertThat(cluster.routed == record.sides().live()
                            || record.sides().standby().filter(Standby::isKept).isPresent())
                    .as("%s under %s", cluster.routed, record)
                    .isTrue();
        }

        void calmDown() {
            calm = true;
            // Whatever users gave up in the meantime is asked for again, as the last word.
            verbs.clear();
            verbs.put(Verb.RETRY, "the last");
            wanted = wanted(number(wanted.model()), wanted.replicas(), false);
            cluster.pods().forEach(p -> p.partitioned = false);
            for (int i = 0; i < 160; i++) {
                tick();
            }
        }

        void assertConverged() {
            Colour live = record.sides().live();
            Step last = RolloutMachine.next(
                    facts(Map.of(live, cluster.reports(live), live.other(), cluster.reports(live.other()))));
            assertThat(last.effects()).as("idle").isEmpty();
            if (BAD.contains(wanted.model().digest())) {
                assertThat(last.state()).isInstanceOf(RolloutState.Failed.class);
            } else {
                assertThat(last.state()).isEqualTo(new RolloutState.Succeeded());
                assertThat(record.active()).contains(wanted.model());
                assertThat(cluster.pods()).allMatch(p -> p.template.equals("t" + template));
            }
            assertThat(cluster.routed).isEqualTo(live);
            assertThat(cluster.pods())
                    .allSatisfy(p -> assertThat(p.colour).isEqualTo(live))
                    .allMatch(p ->
                            p.active.map(record::serves).orElse(record.active().isEmpty()))
                    .allSatisfy(p -> assertThat(p.epoch).isEqualTo(record.epoch()));
        }

        private boolean dies() {
            return !calm && random.nextInt(8) == 0;
        }

        private Optional<SimulatedPod> any() {
            return cluster.pods().isEmpty() ? Optional.empty() : Optional.of(cluster.any());
        }

        private static int number(ModelVersion model) {
            return Integer.parseInt(model.version());
        }

        private Wanted wanted(int version, int replicas, boolean paused) {
            return new Wanted(
                    new ModelVersion("m", "" + version, "sha256:" + version, "configmap://m" + place + "/" + version),
                    "request-" + version + "-" + place,
                    paused,
                    replicas,
                    Duration.ofHours(1),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }
}
