package dev.plumbline.operator.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TransitionsTest {

    @Test
    void aPlatformThatIsBeingMadeIsNoWarning() {
        assertThat(Transitions.between(List.of(), List.of(condition("Ready", "False", "Creating"))))
                .isEmpty();
    }

    @Test
    void becomingReadyIsGoodNewsAndStayingSoIsNone() {
        var notYet = List.of(condition("Ready", "False", "Creating"));
        var ready = List.of(condition("Ready", "True", "AllComponentsReady"));
        assertThat(Transitions.between(notYet, ready))
                .singleElement()
                .satisfies(told -> assertThat(told.reason()).isEqualTo("AllComponentsReady"))
                .matches(told -> !told.warning());
        assertThat(Transitions.between(ready, ready)).isEmpty();
    }

    @Test
    void losingIsAWarning() {
        assertThat(Transitions.between(
                        List.of(condition("PostgresReady", "True", "PrimaryElected")),
                        List.of(condition("PostgresReady", "False", "NoPrimary"))))
                .singleElement()
                .matches(Transitions.Told::warning);
    }

    @Test
    void degradedIsTheOtherWayRound() {
        var well = List.of(condition("Degraded", "False", "AsExpected"));
        var ill = List.of(condition("Degraded", "True", "MemberLost"));
        assertThat(Transitions.between(well, ill)).singleElement().matches(Transitions.Told::warning);
        assertThat(Transitions.between(ill, well)).singleElement().matches(told -> !told.warning());
        assertThat(Transitions.between(List.of(), well)).isEmpty();
    }

    private static List<Condition> rollout(Condition... more) {
        return Stream.concat(Stream.of(condition("Progressing", "True", "Loading")), Stream.of(more))
                .toList();
    }

    @Test
    void aRolloutOnItsWayIsNoWarning() {
        var served = List.of(
                condition("Ready", "True", "TargetIsActive"),
                condition("ModelLoaded", "True", "LoadedOnAllPods"),
                condition("WarmedUp", "True", "NoBudgetSet"),
                condition("Progressing", "False", "Completed"));
        assertThat(Transitions.between(
                        served,
                        rollout(
                                condition("Ready", "False", "Loading"),
                                condition("ModelLoaded", "False", "Loading"),
                                condition("WarmedUp", "False", "WarmingUp"))))
                .isEmpty();
        // Nothing is under way: a Pod was lost.
        assertThat(Transitions.between(
                        served,
                        List.of(
                                condition("Progressing", "False", "Completed"),
                                condition("ModelLoaded", "False", "Loading"))))
                .singleElement()
                .matches(Transitions.Told::warning);
    }

    @Test
    void aFailureOnTheWayIsAWarning() {
        for (Condition bad : List.of(
                condition("Available", "False", "NoPodReady"),
                condition("Healthy", "False", "AnalysisFailed"),
                condition("Ready", "False", "WatchWindowFailed"),
                condition("PostgresReady", "False", "FailoverInProgress"))) {
            var well = List.of(condition(bad.getType(), "True", "AsExpected"));
            assertThat(Transitions.between(well, rollout(bad))).singleElement().matches(Transitions.Told::warning);
        }
    }

    private static Condition condition(String type, String status, String reason) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .build();
    }
}
