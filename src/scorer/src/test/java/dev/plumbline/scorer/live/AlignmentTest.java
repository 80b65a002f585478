package dev.plumbline.scorer.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.mojo.Refusal;
import dev.plumbline.scorer.TestModels;
import dev.plumbline.scorer.serving.ModelRef;
import dev.plumbline.scorer.serving.Serving;
import dev.plumbline.scorer.serving.Target;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a Pod does next, for each position relative to the live record. */
class AlignmentTest {

    private static final Serving V1_AT_1 = TestModels.serving("gbm-binomial-v1", 1);
    private static final ModelRef V1 = V1_AT_1.ref();
    private static final ModelRef V2 = TestModels.ref("gbm-binomial-v2");
    private static final Target V2_LOADING = new Target.Loading(2, V2);
    private static final Target V2_WARM = new Target.Warm(2, V2, V1_AT_1.model(), 1, 0);

    private static LiveRecord live(long epoch, ModelRef active, ModelRef target) {
        return new LiveRecord(epoch, Optional.ofNullable(active), Optional.ofNullable(target));
    }

    private static Alignment next(LiveRecord live, Serving serving, Target target, boolean committing, boolean late) {
        return Alignment.of(live, Optional.ofNullable(serving), Optional.ofNullable(target), committing, late);
    }

    @Test
    void the_first_rollout_prepares_and_waits() {
        assertThat(next(live(0, null, V1), null, null, false, false)).isEqualTo(new Alignment.Prepare(1, V1));
        assertThat(next(live(0, null, V1), null, new Target.Loading(1, V1), false, false))
                .isEqualTo(new Alignment.Wait());
        assertThat(next(live(0, null, null), null, null, false, false)).isEqualTo(new Alignment.Wait());
    }

    @Test
    void a_pod_that_starts_loads_what_is_live_and_switches_without_grace() {
        assertThat(next(live(7, V2, null), null, null, false, false)).isEqualTo(new Alignment.CatchUp(7, V2));
        assertThat(next(live(7, V2, null), null, V2_LOADING, false, false)).isEqualTo(new Alignment.Wait());
        assertThat(next(live(7, V2, null), null, V2_WARM, false, false)).isEqualTo(new Alignment.Switch(7, V2));
    }

    @Test
    void a_pod_in_step_prepares_the_target_of_the_record() {
        assertThat(next(live(1, V1, null), V1_AT_1, null, false, false)).isEqualTo(new Alignment.InStep());
        assertThat(next(live(1, V1, V2), V1_AT_1, null, false, false)).isEqualTo(new Alignment.Prepare(2, V2));
        assertThat(next(live(1, V1, V2), V1_AT_1, V2_LOADING, false, false)).isEqualTo(new Alignment.InStep());
        Target refused = new Target.Refused(2, V2, new Refusal(Refusal.Reason.NotAMojo, "x"), 0);
        assertThat(next(live(1, V1, V2), V1_AT_1, refused, false, false)).isEqualTo(new Alignment.InStep());
    }

    @Test
    void a_decided_switch_is_awaited_and_then_made_up_for() {
        assertThat(next(live(2, V2, null), V1_AT_1, V2_WARM, false, false)).isEqualTo(new Alignment.AwaitCommit());
        assertThat(next(live(2, V2, null), V1_AT_1, V2_WARM, true, true)).isEqualTo(new Alignment.AwaitCommit());
        assertThat(next(live(2, V2, null), V1_AT_1, V2_WARM, false, true)).isEqualTo(new Alignment.Switch(2, V2));
        assertThat(next(live(2, V2, null), V1_AT_1, V2_LOADING, false, true)).isEqualTo(new Alignment.Wait());
        assertThat(next(live(2, V2, null), V1_AT_1, null, false, true)).isEqualTo(new Alignment.CatchUp(2, V2));
    }

    @Test
    void a_model_that_is_not_here_yet_is_fetched_from_where_it_lies_now() {
        ModelRef moved = new ModelRef(V2.name(), V2.version(), V2.digest(), "pvc://other/v2.zip");
        Target refused = new Target.Refused(2, V2, new Refusal(Refusal.Reason.FetchFailed, "x"), 0);
        for (Target elsewhere : new Target[] {V2_LOADING, refused}) {
            assertThat(next(live(2, moved, null), null, elsewhere, false, false))
                    .isEqualTo(new Alignment.CatchUp(2, moved));
            assertThat(next(live(1, V1, moved), V1_AT_1, elsewhere, false, false))
                    .isEqualTo(new Alignment.Prepare(2, moved));
        }
        assertThat(next(live(2, moved, null), null, V2_WARM, false, false)).isEqualTo(new Alignment.Switch(2, moved));
        assertThat(next(live(1, V1, moved), V1_AT_1, V2_WARM, false, false)).isEqualTo(new Alignment.InStep());
        ModelRef served = new ModelRef(V1.name(), V1.version(), V1.digest(), "pvc://other/v1.zip");
        assertThat(next(live(1, served, null), V1_AT_1, null, false, false)).isEqualTo(new Alignment.InStep());
    }

    @Test
    void a_pod_never_goes_back_by_itself_and_takes_over_a_new_number() {
        Serving ahead = new Serving(5, V1, V1_AT_1.model(), 0);
        assertThat(next(live(4, V2, null), ahead, null, false, true)).isEqualTo(new Alignment.InStep());
        assertThat(next(live(6, V1, null), ahead, null, false, false)).isEqualTo(new Alignment.Relabel(6));
    }
}
