package dev.plumbline.scorer.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.mojo.Refusal;
import dev.plumbline.scorer.TestModels;
import dev.plumbline.scorer.serving.ModelRef;
import dev.plumbline.scorer.serving.Target;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StateViewTest {

    private static final ModelRef REF = TestModels.ref("gbm-binomial-v2");

    @Test
    void a_warm_model_says_for_how_long_it_has_been() {
        var warm = new Target.Warm(2, REF, TestModels.load("gbm-binomial-v2"), 0.4, 1_000);
        assertThat(StateView.target(warm, 2_200).getLong("warmMilliseconds")).isEqualTo(1_200);
        assertThat(StateView.target(warm, 900).getLong("warmMilliseconds"))
                .as("by a clock that was set back")
                .isZero();
        assertThat(StateView.target(new Target.Loading(2, REF), 0).getLong("warmMilliseconds"))
                .isNull();
    }

    @Test
    void a_fetch_that_is_tried_again_says_what_stood_against_the_one_before() {
        JsonObject first = StateView.target(new Target.Loading(2, REF), 0);
        assertThat(first.getString("reason")).isEmpty();
        var why = new Refusal(Refusal.Reason.FetchFailed, "the store is away");
        JsonObject again = StateView.target(new Target.Loading(2, REF, Optional.of(why)), 0);
        assertThat(again.getString("state")).isEqualTo("Loading");
        assertThat(again.getString("reason")).isEqualTo("FetchFailed");
        assertThat(again.getString("message")).isEqualTo("the store is away");
    }
}
