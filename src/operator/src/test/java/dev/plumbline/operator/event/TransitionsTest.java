package dev.plumbline.operator.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.util.List;
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

    private static Condition condition(String type, String status, String reason) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .build();
    }
}
