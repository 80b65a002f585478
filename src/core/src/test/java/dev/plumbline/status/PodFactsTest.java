package dev.plumbline.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.status.PodState.Cause;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

/** Statuses as a kubelet of version 1.34 writes them. */
class PodFactsTest {

    private static PodState of(String status) {
        return facts("", status, "a").state();
    }

    private static PodFacts facts(String metadata, String status, String revision) {
        return PodFacts.of(Serialization.unmarshal("""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: fraud-h2o-0
                  labels: {app.kubernetes.io/component: h2o, controller-revision-hash: a}
                  annotations: {plumbline.dev/settings-digest: d1}
                  %s
                spec: {containers: [{name: h2o, command: [java, -Xmx614m]}]}
                status: %s
                """.formatted(metadata, status), Pod.class), revision);
    }

    @Test
    void readsWhatItRunsWith() {
        PodFacts facts = facts("", "{}", "b");
        assertThat(facts.component()).isEqualTo("h2o");
        assertThat(facts.command()).containsExactly("java", "-Xmx614m");
        assertThat(facts.settings()).isEqualTo("d1");
        assertThat(facts.outdated()).isTrue();
        assertThat(facts("", "{}", "a").outdated()).isFalse();
        assertThat(facts("", "{}", "").outdated()).isFalse();
    }

    @Test
    void running() {
        assertThat(
                        of(
                                "{containerStatuses: [{name: h2o, ready: true, state: {running: {startedAt: '2026-11-21T10:00:00Z'}}}]}"))
                .isEqualTo(new PodState.Running(true));
        assertThat(of("{}")).isEqualTo(new PodState.Starting());
        assertThat(of("{containerStatuses: [{name: h2o, state: {waiting: {reason: ContainerCreating}}}]}"))
                .isEqualTo(new PodState.Starting());
    }

    @Test
    void leaving() {
        assertThat(facts("deletionTimestamp: '2026-11-21T10:00:00Z'", "{}", "").state())
                .isEqualTo(new PodState.Leaving());
    }

    @Test
    void notScheduled() {
        assertThat(of("{conditions: [{type: PodScheduled, status: 'False', message: 0/1 nodes are available.}]}"))
                .isEqualTo(new PodState.Unschedulable("0/1 nodes are available."));
    }

    @Test
    void notPulled() {
        assertThat(
                        of(
                                "{containerStatuses: [{name: h2o, image: 'h2o:1', state: {waiting: {reason: ImagePullBackOff}}}]}"))
                .isEqualTo(new PodState.ImageMissing("h2o:1", "ImagePullBackOff"))
                .as("the two words take turns")
                .isEqualTo(
                        of(
                                "{containerStatuses: [{name: h2o, image: 'h2o:1', state: {waiting: {reason: ErrImagePull}}}]}"));
    }

    @Test
    void notCreated() {
        assertThat(of("{containerStatuses: [{name: h2o, state: {waiting:"
                        + " {reason: CreateContainerConfigError, message: secret \\\"store\\\" not found}}}]}"))
                .isEqualTo(new PodState.NotCreatable("CreateContainerConfigError", "secret \\\"store\\\" not found"));
    }

    @Test
    void endsAreToldApartByTheirCause() {
        assertThat(of(waitingAfter("exitCode: 137, reason: OOMKilled")))
                .isEqualTo(new PodState.Ended(137, Cause.NATIVE_MEMORY));
        assertThat(of(waitingAfter("exitCode: 3, reason: Error"))).isEqualTo(new PodState.Ended(3, Cause.HEAP));
        assertThat(of(waitingAfter("exitCode: 1, reason: Error"))).isEqualTo(new PodState.Ended(1, Cause.OTHER));
        assertThat(of("{containerStatuses: [{name: h2o, state: {terminated: {exitCode: 0, reason: OOMKilled}}}]}"))
                .isEqualTo(new PodState.Ended(0, Cause.NATIVE_MEMORY));
    }

    private static String waitingAfter(String end) {
        return "{containerStatuses: [{name: h2o, state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {"
                + end + "}}}]}";
    }
}
