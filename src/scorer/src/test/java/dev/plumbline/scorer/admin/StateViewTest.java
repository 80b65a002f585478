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
    void a_fetch_that_is_tried_again_says_what_stood_against_the_one_before() {
        JsonObject first = StateView.target(new Target.Loading(2, REF));
        assertThat(first.getString("reason")).isEmpty();
        var why = new Refusal(Refusal.Reason.FetchFailed, "the store is away");
        JsonObject again = StateView.target(new Target.Loading(2, REF, Optional.of(why)));
        assertThat(again.getString("state")).isEqualTo("Loading");
        assertThat(again.getString("reason")).isEqualTo("FetchFailed");
        assertThat(again.getString("message")).isEqualTo("the store is away");
    }
}
