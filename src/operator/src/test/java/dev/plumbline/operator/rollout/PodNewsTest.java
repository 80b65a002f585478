package dev.plumbline.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PodNewsTest {

    private static final Pod POD = new PodBuilder()
            .withNewMetadata()
            .withName("risk-0")
            .endMetadata()
            .withNewStatus()
            .withPhase("Running")
            .withPodIP("10.0.0.1")
            .addNewCondition()
            .withType("Ready")
            .withStatus("True")
            .endCondition()
            .addNewContainerStatus()
            .withName("scorer")
            .withNewState()
            .withNewRunning()
            .endRunning()
            .endState()
            .endContainerStatus()
            .endStatus()
            .build();

    private static boolean news(UnaryOperator<PodBuilder> change) {
        return PodNews.differs(change.apply(POD.toBuilder()).build(), POD);
    }

    @Test
    void whatAControllerNotesIsNoNews() {
        assertThat(news(pod -> pod)).isFalse();
        assertThat(news(pod -> pod.editMetadata()
                        .withResourceVersion("7")
                        .addToAnnotations("seen", "yes")
                        .endMetadata()
                        .editStatus()
                        .addToConditions(new PodConditionBuilder()
                                .withType("PodReadyToStartContainers")
                                .withStatus("False")
                                .build())
                        .endStatus()))
                .isFalse();
    }

    @Test
    void aPodWithoutAStatusIsNotYetAnything() {
        Pod bare = POD.toBuilder().withStatus(null).build();
        assertThat(PodNews.differs(bare, bare)).isFalse();
        assertThat(PodNews.differs(POD, bare)).isTrue();
    }

    @Test
    void readinessAddressPhaseAndLeavingAreNews() {
        assertThat(news(pod -> pod.editStatus()
                        .editFirstCondition()
                        .withStatus("False")
                        .endCondition()
                        .endStatus()))
                .isTrue();
        assertThat(news(pod -> pod.editStatus().withPodIP("10.0.0.2").endStatus()))
                .isTrue();
        assertThat(news(pod -> pod.editStatus().withPhase("Failed").endStatus()))
                .isTrue();
        assertThat(news(pod -> pod.editMetadata()
                        .withDeletionTimestamp("2026-01-01T00:00:00Z")
                        .endMetadata()))
                .isTrue();
    }

    @Test
    void theLastWordsOfAContainerAreNews() {
        assertThat(news(pod -> pod.editStatus()
                        .withContainerStatuses(new ContainerStatusBuilder()
                                .withName("scorer")
                                .withNewState()
                                .withNewTerminated()
                                .withMessage("{}")
                                .endTerminated()
                                .endState()
                                .build())
                        .endStatus()))
                .isTrue();
    }

    @Test
    void thatAPodIsOverIsToldOnce() {
        Pod ended = POD.toBuilder()
                .editStatus()
                .editFirstContainerStatus()
                .withNewState()
                .withNewTerminated()
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
        Pod over = ended.toBuilder()
                .editStatus()
                .withPhase("Succeeded")
                .endStatus()
                .build();
        assertThat(PodNews.differs(ended, POD)).isTrue();
        assertThat(PodNews.differs(over, ended)).isFalse();
        assertThat(PodNews.differs(over, POD)).isTrue();
    }

    @Test
    void aContainerThatBeganAgainHasLostWhatItHadPrepared() {
        assertThat(news(pod -> pod.editStatus()
                        .editFirstContainerStatus()
                        .withRestartCount(1)
                        .endContainerStatus()
                        .endStatus()))
                .isTrue();
    }
}
