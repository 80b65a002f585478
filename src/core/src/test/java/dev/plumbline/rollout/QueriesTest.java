package dev.plumbline.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What a metrics server says of a canary. */
class QueriesTest {

    private static final Query RATIO = new Query("ratio", "a / b", OptionalDouble.empty(), OptionalDouble.of(0.01));

    private static TrialStory canary(Analysis.NoData noData, Reading reading) {
        TrialStory story = new TrialStory(Strategy.Kind.CANARY, noData, 1).answering(100, 0, 10);
        Strategy strategy = story.wanted.strategy();
        story.wanted = story.wanted.by(new Strategy(
                strategy.kind(),
                strategy.steps(),
                strategy.analysis().asking(Optional.of("http://p"), List.of(RATIO))));
        story.readings = Map.of("ratio", reading);
        return story;
    }

    @Test
    void aGoodNumberPromotesAndIsAskedForOnlyWhenItIsDue() {
        TrialStory story =
                canary(Analysis.NoData.HOLD, new Reading.Value(0.005)).run(125);
        assertThat(story.record.serves(Scene.V2)).isTrue();
        assertThat(story.asked).isBetween(4, 8);
    }

    @Test
    void aBadNumberGivesTheModelUp() {
        TrialStory story = canary(Analysis.NoData.HOLD, new Reading.Value(0.5)).run(65);
        assertThat(story.record.rejection().orElseThrow().message())
                .isEqualTo("ratio is 0.5000, allowed at most 0.01000");
        assertThat(story.record.serves(Scene.V1)).isTrue();
    }

    @Test
    void noNumberIsNeverAPass() {
        TrialStory story = canary(Analysis.NoData.HOLD, new Reading.None("the server does not answer"))
                .run(600);
        assertThat(story.weight()).isEqualTo(10);
        Tally tally = story.record.trial().orElseThrow().tally();
        assertThat(tally.outcome()).isEqualTo(Tally.Outcome.NO_DATA);
        assertThat(tally.why()).isEqualTo("ratio: the server does not answer");
        story.run(400);
        assertThat(story.record.rejection().orElseThrow().reason()).isEqualTo(Rejection.DEADLINE);
    }

    @Test
    void noNumberFailsOrPassesWhereTheSpecSaysSo() {
        Reading none = new Reading.None("the query finds nothing");
        assertThat(canary(Analysis.NoData.FAIL, none)
                        .run(65)
                        .record
                        .rejection()
                        .orElseThrow()
                        .message())
                .isEqualTo("ratio: the query finds nothing");
        assertThat(canary(Analysis.NoData.PASS, none).run(130).record.serves(Scene.V2))
                .isTrue();
    }

    @Test
    void aBreachCountsBeforeMissingDataDoes() {
        TrialStory story = canary(Analysis.NoData.HOLD, new Reading.None("away"))
                .answering(100, 2, 10)
                .run(65);
        assertThat(story.record.rejection().orElseThrow().message()).startsWith("http5xxCount is ");
    }
}
