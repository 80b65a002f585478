package dev.plumbline.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.ModelRollout;
import dev.plumbline.views.Finding;
import dev.plumbline.views.PlatformLookup;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.Policies;
import dev.plumbline.views.RolloutSubject;
import dev.plumbline.views.Subject;
import dev.plumbline.views.Verdicts;
import dev.plumbline.views.View;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples before the rules that the webhook and {@code plumbline lint} ask. */
class ExamplesTest {

    /** Before the end of the exemption in platform-production.yaml. */
    private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);

    static List<Example> accepted() {
        return Example.accepted();
    }

    static List<Example> rejected() {
        return Example.rejected();
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void isAccepted(Example example) {
        assertThat(judge(example).refusal()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rejected")
    void breaksExactlyItsRule(Example example) {
        assertThat(judge(example).blocking()).extracting(Finding::ruleId).containsOnly(example.rule());
    }

    @Test
    void theSmallestPlatformHasNothingToWarnOf() {
        assertThat(judge(new Example(Chart.ROOT.resolve("examples/platform-minimal.yaml")))
                        .findings())
                .isEmpty();
    }

    @Test
    void everyViewHasARejectedExample() {
        assertThat(rejected().stream()
                        .flatMap(example -> judge(example).blocking().stream())
                        .map(Finding::view))
                .contains(View.values());
    }

    private static Verdicts judge(Example example) {
        return Policies.admission().judge(subject(example));
    }

    private static Subject subject(Example example) {
        return switch (example.object().getKind()) {
            case "MlPlatform" -> PlatformSubject.created(example.as(MlPlatform.class), TODAY);
            case "ModelRollout" -> {
                var platform = new Example(Chart.ROOT.resolve("examples/platform.yaml")).as(MlPlatform.class);
                yield RolloutSubject.reviewed(example.as(ModelRollout.class), TODAY)
                        .on(new PlatformLookup.Found(platform))
                        .among(List.of());
            }
            default -> throw new AssertionError(example + " is of an unknown kind");
        };
    }
}
