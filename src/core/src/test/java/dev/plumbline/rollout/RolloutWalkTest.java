package dev.plumbline.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

    /** A switch that settled, four verbs, a clock that stops, a new attempt, a verdict; each is one write. */
    private static final int MOST_WRITES = 8;

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

        private final Random random;
        private final List<SimulatedPod> pods = new ArrayList<>();
        private Intent record = Intent.none();
        /** Jobs that were asked for, and for how many looks they run. */
        private final Map<Effect.Verify, Integer> jobs = new HashMap<>();

        private Instant now = Instant.parse("2026-11-21T00:00:00Z");
        private Wanted wanted = wanted(1, 3, false);
        private int pod;
        private final Map<Verb, String> verbs = new EnumMap<>(Verb.class);
        private boolean canary;
        private boolean calm;

        Walk(Random random) {
            this.random = random;
            scale(3);
        }

        void disturb() {
            switch (random.nextInt(12)) {
                case 0 -> any().crash();
                case 1 -> any().partitioned = true;
                case 2, 3 -> pods.forEach(p -> p.partitioned = false);
                case 4 -> scale(1 + random.nextInt(4));
                case 5 -> wanted = wanted(1 + random.nextInt(6), wanted.replicas(), false);
                case 6 -> wanted = wanted(number(wanted.model()), wanted.replicas(), random.nextInt(4) == 0);
                case 7 -> replaceAny();
                case 8 -> canary = random.nextBoolean();
                case 9 -> verbs.put(Verb.values()[random.nextInt(Verb.values().length)], "nonce-" + now);
                default -> {}
            }
        }

        void tick() {
            now = now.plusSeconds(1);
            pods.forEach(p -> p.tick(record));
            if (calm || random.nextInt(5) > 0) {
                operate();
            }
            assertNeverAThirdState();
        }

        private void operate() {
            List<PodReport> seen = pods.stream().map(SimulatedPod::report).toList();
            for (int i = 0; i < MOST_WRITES; i++) {
                Step step = RolloutMachine.next(new Facts(asked(), record, seen, verification(), now));
                assertThat(step.toPersist().isPresent() && step.effects().size() > 1)
                        .isFalse();
                if (step.toPersist().isEmpty()) {
                    step.effects().forEach(this::send);
                    return;
                }
                assertCommitsOnlyWhatAllHoldWarm(step.toPersist().get(), seen);
                assertNoCanaryIsSkipped(step.toPersist().get());
                record = step.toPersist().get();
                if (dies()) {
                    return;
                }
            }
            throw new AssertionError(MOST_WRITES + " writes in a row: " + record);
        }

        private void assertCommitsOnlyWhatAllHoldWarm(Intent next, List<PodReport> seen) {
            if (next.epoch() == record.epoch() + 1) {
                ModelVersion model = next.active().orElseThrow();
                assertThat(seen).hasSizeGreaterThanOrEqualTo(wanted.replicas()).allMatch(p -> p.isWarmWith(model));
                assertThat(BAD).doesNotContain(model.digest());
            }
        }

        /** Steps of three seconds, measured every two; whether there is traffic does not matter here. */
        private Wanted asked() {
            var analysis = new Analysis(Duration.ofSeconds(2), List.of(), 1, Analysis.NoData.PASS);
            var hold = Duration.ofSeconds(3);
            var steps = List.of(new Strategy.Stage(10, hold), new Strategy.Stage(50, hold));
            Wanted all = wanted.asking(verbs);
            return canary ? all.by(new Strategy(Strategy.Kind.CANARY, steps, analysis)) : all;
        }

        private void assertNoCanaryIsSkipped(Intent next) {
            boolean commits = next.epoch() == record.epoch() + 1;
            boolean forward = record.target().filter(wanted.model()::sameAs).isPresent();
            if (commits && forward && canary && record.active().isPresent()) {
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
            for (SimulatedPod target : pods) {
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
            for (SimulatedPod p : pods.stream().filter(p -> p.ready).toList()) {
                ModelVersion served = p.active.orElseThrow();
                boolean allowed = record.isSettled()
                        ? record.serves(served)
                        : record.serves(served)
                                || record.previous().filter(served::sameAs).isPresent();
                assertThat(allowed)
                        .as("%s serves %s under %s", p.name, served, record)
                        .isTrue();
            }
        }

        void calmDown() {
            calm = true;
            // Whatever users gave up in the meantime is asked for again, as the last word.
            verbs.clear();
            verbs.put(Verb.RETRY, "the last");
            wanted = wanted(number(wanted.model()), wanted.replicas(), false);
            pods.forEach(p -> p.partitioned = false);
            for (int i = 0; i < 120; i++) {
                tick();
            }
        }

        void assertConverged() {
            Step last = RolloutMachine.next(new Facts(
                    asked(), record, pods.stream().map(SimulatedPod::report).toList(), verification(), now));
            assertThat(last.effects()).as("idle").isEmpty();
            if (BAD.contains(wanted.model().digest())) {
                assertThat(last.state()).isInstanceOf(RolloutState.Failed.class);
            } else {
                assertThat(last.state()).isEqualTo(new RolloutState.Succeeded());
                assertThat(record.serves(wanted.model())).isTrue();
            }
            assertThat(pods)
                    .allSatisfy(p -> assertThat(p.active).isEqualTo(record.active()))
                    .allSatisfy(p -> assertThat(p.epoch).isEqualTo(record.epoch()));
        }

        private boolean dies() {
            return !calm && random.nextInt(8) == 0;
        }

        private SimulatedPod any() {
            return pods.get(random.nextInt(pods.size()));
        }

        private void replaceAny() {
            pods.remove(any());
            pods.add(newPod());
        }

        private void scale(int replicas) {
            while (pods.size() > replicas) {
                pods.removeLast();
            }
            while (pods.size() < replicas) {
                pods.add(newPod());
            }
            wanted = wanted(number(wanted.model()), replicas, wanted.paused());
        }

        private SimulatedPod newPod() {
            return new SimulatedPod("pod-" + pod++, BAD, random);
        }

        private static int number(ModelVersion model) {
            return Integer.parseInt(model.version());
        }

        private static Wanted wanted(int version, int replicas, boolean paused) {
            return new Wanted(
                    new ModelVersion("m", "" + version, "sha256:" + version, "configmap://m/" + version),
                    "request-" + version,
                    paused,
                    replicas,
                    Duration.ofHours(1),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }
}
