package dev.plumbline.scorer.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.mojo.MojoGate;
import dev.plumbline.mojo.Refusal;
import dev.plumbline.mojo.gate.MojoLimits;
import dev.plumbline.scorer.Operator;
import dev.plumbline.scorer.ShiftedClock;
import dev.plumbline.scorer.TestModels;
import dev.plumbline.scorer.serving.ModelRef;
import dev.plumbline.scorer.serving.ModelSlot;
import dev.plumbline.scorer.serving.Preparation;
import dev.plumbline.scorer.serving.RecentRequests;
import dev.plumbline.scorer.serving.Target;
import dev.plumbline.scorer.serving.WarmUp;
import dev.plumbline.store.ArtifactStore;
import dev.plumbline.store.VolumeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restarts of a Pod around a switch: what it finds on its disk, and what the live record then tells it. */
class RolloutAgentTest {

    private static final ModelRef V1 = TestModels.ref("gbm-binomial-v1");
    private static final ModelRef V2 = TestModels.ref("gbm-binomial-v2");

    @TempDir
    Path folder;

    private final ExecutorService loader = Executors.newSingleThreadExecutor();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final ShiftedClock clock = new ShiftedClock();
    private ModelSlot slot;
    private StateMemory memory;
    private RolloutAgent agent;

    @BeforeEach
    void volume() throws IOException {
        Files.createSymbolicLink(folder.resolve("store"), TestModels.FOLDER.toAbsolutePath());
        start();
    }

    @AfterEach
    void stop() {
        loader.shutdownNow();
        timer.shutdownNow();
    }

    /** A process starts: everything is gone but the disk. */
    private void start() {
        slot = new ModelSlot();
        memory = new StateMemory(folder.resolve("state"));
        ModelSlot current = slot;
        RolloutAgent[] self = new RolloutAgent[1];
        Preparation preparation = new Preparation(
                current,
                new ArtifactStore(
                        folder.resolve("state/artifacts"),
                        1 << 20,
                        Map.of("pvc", new VolumeSource(folder), "odd", uri -> {
                            throw new InvalidPathException("a value", "another value");
                        })),
                new MojoGate(MojoLimits.DEFAULT, "3.46.0.11"),
                new WarmUp(5, new RecentRequests(), current::active, (candidate, body, measured) -> true),
                candidate -> {},
                (ref, copies) -> {},
                loader,
                clock,
                () -> self[0].reconcile());
        agent = new RolloutAgent(
                current,
                preparation,
                memory,
                new LiveSource.StateFile(folder.resolve("live.json")),
                timer,
                clock,
                Duration.ofMillis(100),
                serving -> {});
        self[0] = agent;
        agent.begin();
    }

    private void live(long epoch, ModelRef active, ModelRef target) throws IOException {
        Files.writeString(
                folder.resolve("live.json"),
                StateJson.write(new LiveRecord(epoch, Optional.ofNullable(active), Optional.ofNullable(target))));
    }

    @Test
    void pods_that_were_left_serve_on_and_send_their_clients_away() throws IOException {
        live(1, V1, null);
        untilServes(V1, 1);
        assertThat(agent.isLeft()).isFalse();
        Files.writeString(
                folder.resolve("live.json"),
                StateJson.write(new LiveRecord(1, Optional.of(V1), Optional.empty(), true)));
        agent.poll();
        assertThat(agent.isLeft()).isTrue();
        assertThat(agent.isInStep()).isTrue();
        live(1, V1, null);
        agent.poll();
        assertThat(agent.isLeft()).isFalse();
    }

    private void untilServes(ModelRef ref, long epoch) {
        Operator.await(() -> {
            agent.poll();
            return slot.active()
                    .filter(s -> s.ref().sameModel(ref) && s.epoch() == epoch)
                    .isPresent();
        });
    }

    private void servesV1AndHasPreparedV2() throws IOException {
        live(1, V1, null);
        untilServes(V1, 1);
        agent.prepare(new StateJson.TargetRequest(2, V2));
        Operator.await(() -> slot.target().filter(Target.Warm.class::isInstance).isPresent());
    }

    @Test
    void a_pod_that_had_prepared_and_restarts_is_in_doubt_until_the_record_tells() throws IOException {
        servesV1AndHasPreparedV2();
        Files.delete(folder.resolve("live.json"));
        start();
        agent.poll();
        assertThat(memory.load().orElseThrow().target()).isPresent();
        assertThat(agent.isInStep()).isFalse();
        assertThat(agent.doubt()).contains("cannot be read");
        assertThat(slot.active()).isEmpty();

        live(2, V2, null);
        untilServes(V2, 2);
        assertThat(agent.isInStep()).isTrue();
    }

    @Test
    void a_pod_that_had_prepared_and_restarts_stays_with_the_old_model_when_the_record_does() throws IOException {
        servesV1AndHasPreparedV2();
        live(1, V1, V2);
        start();
        assertThat(agent.isInStep()).isFalse();
        untilServes(V1, 1);
        assertThat(agent.isInStep()).isTrue();
        Operator.await(() -> {
            agent.poll();
            return slot.target().filter(Target.Warm.class::isInstance).isPresent();
        });
        assertThat(slot.target().orElseThrow().ref()).isEqualTo(V2);
        assertThat(slot.target().orElseThrow().epoch()).isEqualTo(2);
    }

    @Test
    void a_pod_whose_record_is_away_goes_on_with_what_it_serves() throws IOException {
        live(1, V1, null);
        untilServes(V1, 1);
        Files.delete(folder.resolve("live.json"));
        agent.poll();
        assertThat(agent.isInStep()).isTrue();
        assertThat(agent.doubt()).isEmpty();
    }

    @Test
    void a_restart_does_not_need_the_model_store() throws IOException {
        live(1, V1, null);
        untilServes(V1, 1);
        Files.delete(folder.resolve("store"));
        start();
        untilServes(V1, 1);
    }

    @Test
    void a_commit_on_disk_is_not_taken_for_the_truth() throws IOException {
        servesV1AndHasPreparedV2();
        assertThat(agent.commit(new StateJson.CommitRequest(2, V2.digest(), 0))).isEqualTo(new Reply.Done());
        Operator.await(() -> slot.active().orElseThrow().epoch() == 2);
        assertThat(memory.load().orElseThrow().epoch()).isEqualTo(2);
        start();
        live(1, V1, V2);
        untilServes(V1, 1);
    }

    @Test
    void a_way_back_needs_no_fetch() throws IOException {
        servesV1AndHasPreparedV2();
        agent.commit(new StateJson.CommitRequest(2, V2.digest(), 0));
        Operator.await(() -> slot.active().orElseThrow().epoch() == 2);
        var before = slot.previous().orElseThrow().model();
        Files.delete(folder.resolve("store"));
        agent.prepare(new StateJson.TargetRequest(3, V1));
        Operator.await(() -> slot.target().filter(Target.Warm.class::isInstance).isPresent());
        agent.commit(new StateJson.CommitRequest(3, V1.digest(), 0));
        Operator.await(() -> slot.active().orElseThrow().epoch() == 3);
        assertThat(slot.active().orElseThrow().model()).isSameAs(before);
    }

    @Test
    void a_superseding_target_takes_the_place_of_the_first() throws IOException {
        servesV1AndHasPreparedV2();
        ModelRef third = TestModels.ref("gbm-multinomial");
        agent.prepare(new StateJson.TargetRequest(2, third));
        Operator.await(() -> slot.target().filter(Target.Warm.class::isInstance).isPresent());
        assertThat(slot.target().orElseThrow().ref()).isEqualTo(third);
        assertThat(agent.commit(new StateJson.CommitRequest(2, V2.digest(), 0))).isInstanceOf(Reply.Conflict.class);
    }

    @Test
    void a_damaged_memory_is_ignored() throws IOException {
        Files.createDirectories(folder.resolve("state"));
        Files.writeString(folder.resolve("state/state.json"), "{\"epoch\":");
        start();
        assertThat(memory.load()).isEmpty();
        live(1, V1, null);
        untilServes(V1, 1);
    }

    @Test
    void a_switch_that_was_announced_is_off_when_the_operator_counts_on() throws Exception {
        servesV1AndHasPreparedV2();
        long soon = System.currentTimeMillis() + 500;
        assertThat(agent.commit(new StateJson.CommitRequest(2, V2.digest(), soon)))
                .isEqualTo(new Reply.Done());
        agent.prepare(new StateJson.TargetRequest(2, V2));
        agent.prepare(new StateJson.TargetRequest(3, V2));
        Thread.sleep(1000);
        assertThat(slot.active().orElseThrow().ref()).isEqualTo(V1);
        assertThat(slot.target().orElseThrow().epoch()).isEqualTo(3);
        assertThat(agent.commit(new StateJson.CommitRequest(3, V2.digest(), 0))).isEqualTo(new Reply.Done());
        Operator.await(() -> slot.active().orElseThrow().epoch() == 3);
    }

    @Test
    void a_switch_that_was_announced_goes_on_when_the_same_target_is_asked_for_again() throws IOException {
        servesV1AndHasPreparedV2();
        agent.commit(new StateJson.CommitRequest(2, V2.digest(), System.currentTimeMillis() + 200));
        agent.prepare(new StateJson.TargetRequest(2, V2));
        Operator.await(() -> slot.active().orElseThrow().epoch() == 2);
    }

    @Test
    void an_instant_of_long_ago_is_now_and_one_that_never_comes_is_refused() throws IOException {
        servesV1AndHasPreparedV2();
        assertThat(agent.commit(new StateJson.CommitRequest(2, V2.digest(), Long.MAX_VALUE)))
                .isInstanceOf(Reply.Conflict.class);
        assertThat(agent.commit(new StateJson.CommitRequest(2, V2.digest(), Long.MIN_VALUE)))
                .isEqualTo(new Reply.Done());
        Operator.await(() -> slot.active().orElseThrow().epoch() == 2);
    }

    @Test
    void an_address_that_is_none_is_refused_and_not_shown() throws IOException {
        live(1, V1, null);
        untilServes(V1, 1);
        ModelRef odd = new ModelRef("fraud", "odd", V2.digest(), "odd://store/model.zip");
        agent.prepare(new StateJson.TargetRequest(2, odd));
        Operator.await(
                () -> slot.target().filter(Target.Refused.class::isInstance).isPresent());
        Refusal refusal = ((Target.Refused) slot.target().orElseThrow()).refusal();
        assertThat(refusal.reason()).isEqualTo(Refusal.Reason.LoadFailed);
        assertThat(refusal.message()).isEqualTo("the address of the model cannot be used");
    }

    private void untilTargetIs(Class<? extends Target> state) {
        Operator.await(() -> slot.target().filter(state::isInstance).isPresent());
    }

    @Test
    void what_could_not_be_fetched_is_tried_again_every_ten_seconds_also_while_the_record_is_away() throws Exception {
        live(1, V1, null);
        untilServes(V1, 1);
        Files.delete(folder.resolve("store"));
        Files.delete(folder.resolve("live.json"));
        agent.prepare(new StateJson.TargetRequest(2, V2));
        untilTargetIs(Target.Refused.class);
        agent.poll();
        assertThat(slot.target().orElseThrow()).as("not at once").isInstanceOf(Target.Refused.class);

        CountDownLatch busy = new CountDownLatch(1);
        loader.submit(() -> busy.await(10, TimeUnit.SECONDS));
        clock.pass(Duration.ofSeconds(11));
        agent.poll();
        Target.Loading again = (Target.Loading) slot.target().orElseThrow();
        assertThat(again.before().orElseThrow().reason()).isEqualTo(Refusal.Reason.FetchFailed);
        busy.countDown();
        untilTargetIs(Target.Refused.class);

        Files.createSymbolicLink(folder.resolve("store"), TestModels.FOLDER.toAbsolutePath());
        clock.pass(Duration.ofSeconds(11));
        agent.poll();
        untilTargetIs(Target.Warm.class);
        assertThat(slot.target().orElseThrow().epoch()).isEqualTo(2);
    }

    @Test
    void a_live_model_that_its_store_lost_is_fetched_from_where_the_record_says_now() throws IOException {
        ModelRef lost = new ModelRef(V1.name(), V1.version(), V1.digest(), "pvc://gone/model.zip");
        live(3, lost, null);
        agent.poll();
        untilTargetIs(Target.Refused.class);
        live(3, V1, null);
        untilServes(V1, 3);
    }

    @Test
    void a_target_that_was_refused_is_fetched_from_another_place_in_the_same_epoch() throws IOException {
        live(1, V1, null);
        untilServes(V1, 1);
        agent.prepare(new StateJson.TargetRequest(
                2, new ModelRef(V2.name(), V2.version(), V2.digest(), "pvc://gone/model.zip")));
        untilTargetIs(Target.Refused.class);
        agent.prepare(new StateJson.TargetRequest(2, V2));
        untilTargetIs(Target.Warm.class);
    }

    @Test
    void what_was_given_up_is_not_fetched_again() throws IOException {
        live(1, V1, null);
        untilServes(V1, 1);
        Files.delete(folder.resolve("store"));
        agent.prepare(new StateJson.TargetRequest(2, V2));
        untilTargetIs(Target.Refused.class);
        agent.abort();
        clock.pass(Duration.ofSeconds(11));
        agent.poll();
        assertThat(slot.target()).isEmpty();
    }
}
