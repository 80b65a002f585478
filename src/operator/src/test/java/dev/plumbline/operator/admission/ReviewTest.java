package dev.plumbline.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.api.ModelRollout;
import dev.plumbline.views.PlatformLookup;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewTest {

    private static final String PLATFORM = """
            {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u1","operation":"CREATE",
             "kind":{"kind":"MlPlatform"},"namespace":"ml","name":"fraud","object":%s}}
            """;

    private final AdmissionJudge judge = new AdmissionJudge(
            new Neighbourhood() {
                @Override
                public PlatformLookup platform(String namespace, String name) {
                    return new PlatformLookup.NotFound();
                }

                @Override
                public List<ModelRollout> rollouts(String namespace) {
                    return List.of();
                }
            },
            Clock.systemUTC());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1beta1\"}",
                "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\"}",
                "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"request\":{\"uid\":\"u\"}}",
                "{\"kind\":\"a\",\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\"}",
            })
    void anUnreadableQuestionIsMalformed(String body) {
        assertThatThrownBy(() -> Review.read(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Review.Malformed.class)
                .hasMessageNotContaining("Exception");
    }

    @Test
    void aTowerOfBracketsIsMalformed() {
        String tower = "{\"a\":".repeat(100_000);
        assertThatThrownBy(() -> Review.read(tower.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Review.Malformed.class);
    }

    @Test
    void anUnreadableObjectIsRefusedWithItsField() throws Exception {
        Answer answer = judge.judge(
                Review.read(PLATFORM.formatted("{\"metadata\":{\"name\":\"fraud\"},\"spec\":{\"h2o\":[\"s3cret\"]}}")
                        .getBytes(StandardCharsets.UTF_8)));
        assertThat(answer.allowed()).isFalse();
        assertThat(answer.refusal()).isEqualTo("MlPlatform ml/fraud: spec.h2o cannot be read.");
    }

    @Test
    void unknownFieldsAreNoReasonToRefuse() throws Exception {
        Answer answer = judge.judge(Review.read(PLATFORM.formatted("""
                        {"metadata":{"name":"fraud"},"newInV2":1,
                         "spec":{"h2o":{"resources":{"memory":"4Gi"},"newInV2":{"a":1}}}}""").getBytes(StandardCharsets.UTF_8)));
        assertThat(answer.refusal()).isEmpty();
    }

    @Test
    void aKindThatIsNotOursIsMalformed() {
        assertThatThrownBy(() -> judge.judge(Review.read(
                        PLATFORM.formatted("{}").replace("MlPlatform", "Pod").getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(Review.Malformed.class);
    }

    @Test
    void everyFindingIsSaidAtOnce() throws Exception {
        Answer answer = judge.judge(Review.read(PLATFORM.formatted("""
                        {"metadata":{"name":"fraud"},"spec":{"h2o":{"memory":{"heapPercent":90}}}}""").getBytes(StandardCharsets.UTF_8)));
        assertThat(answer.refusal().lines())
                .anyMatch(line -> line.startsWith("MlPlatform ml/fraud: PHY-01 (Physical view) "))
                .anyMatch(line -> line.startsWith("MlPlatform ml/fraud: PHY-02 (Physical view) "));
    }
}
