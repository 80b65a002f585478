package dev.plumbline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.ModelRollout;
import dev.plumbline.rollout.Analysis;
import dev.plumbline.rollout.Query;
import dev.plumbline.rollout.Strategy;
import dev.plumbline.views.MeasuredMetrics;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TakeoversTest {

    private static Strategy strategy(String more) {
        return ValidRollouts.of(
                        Serialization.unmarshal("""
                                apiVersion: plumbline.dev/v1alpha1
                                kind: ModelRollout
                                metadata: {name: fraud, namespace: ml}
                                spec:
                                  platformRef: {name: fraud}
                                  model: {storageUri: "configmap://m/a.zip", digest: "sha256:%s"}
                                  %s
                                """.formatted("1".repeat(64), more), ModelRollout.class),
                        Optional.empty())
                .strategy()
                .takeover();
    }

    @Test
    void nothingAskedIsASwitchAtOnceWithoutMeasurements() {
        assertThat(strategy("")).isEqualTo(Strategy.hotSwap());
    }

    @Test
    void aCanaryHasStepsAndToleratesNoErrorAlsoWhenItNamesNeither() {
        Strategy canary = strategy("strategy: {type: Canary}");
        assertThat(canary.steps())
                .containsExactly(
                        new Strategy.Stage(10, Duration.ofSeconds(300)),
                        new Strategy.Stage(50, Duration.ofSeconds(300)));
        assertThat(canary.analysis().bounds())
                .extracting(b -> b.metric().text() + " " + b.max().orElseThrow())
                .containsExactly("http5xxCount 0.0");
        assertThat(canary.analysis().noData()).isEqualTo(Analysis.NoData.HOLD);
    }

    @Test
    void whatIsSaidCounts() {
        Strategy canary = strategy("""
                strategy: {type: Canary, steps: [{weight: 5, holdSeconds: 7}]}
                  analysis: {intervalSeconds: 3, failureLimit: 0, noDataPolicy: Fail,
                             metrics: [{name: http5xxCount, max: 2}, {name: p99Milliseconds, max: 50},
                                       {name: unheardOf, max: 1}]}
                """);
        assertThat(canary.steps()).containsExactly(new Strategy.Stage(5, Duration.ofSeconds(7)));
        assertThat(canary.analysis().interval()).isEqualTo(Duration.ofSeconds(3));
        assertThat(canary.analysis().failureLimit()).isZero();
        assertThat(canary.analysis().noData()).isEqualTo(Analysis.NoData.FAIL);
        assertThat(canary.analysis().bounds())
                .extracting(b -> b.metric())
                .containsExactly(Analysis.Metric.HTTP_5XX, Analysis.Metric.P99);
    }

    /** The rules may not look at the state machine, so they have the names for themselves. */
    @Test
    void theRulesKnowWhatThePodsMeasure() {
        assertThat(Analysis.Metric.values())
                .extracting(Analysis.Metric::text)
                .containsExactlyInAnyOrderElementsOf(MeasuredMetrics.NAMES);
    }

    @Test
    void aMetricWithAQueryIsAskedOfTheServerAndNotOfThePods() {
        Analysis analysis = strategy("""
                analysis: {prometheus: {address: "http://p:9090"},
                             metrics: [{name: ratio, query: "a / b", max: 0.5}, {name: unbounded, query: "c"}]}
                """).analysis();
        assertThat(analysis.server()).contains("http://p:9090");
        assertThat(analysis.queries())
                .containsExactly(new Query("ratio", "a / b", OptionalDouble.empty(), OptionalDouble.of(0.5)));
        assertThat(analysis.bounds()).isEmpty();
    }

    @Test
    void aShadowAndBlueGreenHaveNoSteps() {
        assertThat(strategy("strategy: {type: Shadow}").kind()).isEqualTo(Strategy.Kind.SHADOW);
        assertThat(strategy("strategy: {type: Shadow}").steps()).isEmpty();
        assertThat(strategy("strategy: {type: BlueGreen}"))
                .isEqualTo(new Strategy(Strategy.Kind.BLUE_GREEN, List.of(), Analysis.none()));
    }
}
