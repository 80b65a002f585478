package dev.plumbline.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.rollout.Colour;
import dev.plumbline.rollout.Hindrances;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stands in the way of which Deployment's Pods. */
class InferenceTroublesTest {

    private static final String CRASH = "{containerStatuses: [{name: scorer, state: {waiting: {reason:"
            + " CrashLoopBackOff}}, lastState: {terminated: {exitCode: 3}}}], conditions: [{type: Ready, status: '%s'}]}";

    private final WarningEvents silent = new WarningEvents(
            object -> {
                throw new AssertionError("nobody needs to be asked");
            },
            Clock.systemUTC());

    private static Pod pod(String name, String ready) {
        return Serialization.unmarshal("""
                apiVersion: v1
                kind: Pod
                metadata: {name: %s}
                spec: {containers: [{name: scorer}]}
                status: %s
                """.formatted(name, CRASH.formatted(ready)), Pod.class);
    }

    private static Deployment refused() {
        return Serialization.unmarshal("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: fraud-inference-green}
                status:
                  conditions:
                  - {type: ReplicaFailure, status: "True", reason: FailedCreate, message: 'pods "x" is forbidden:
                     exceeded quota: few, requested: pods=1, used: pods=2, limited: pods=2'}
                """, Deployment.class);
    }

    @Test
    void eachDeploymentHasItsOwn() {
        var deployments = new RolloutDeployments(Map.of(Colour.GREEN, refused()), Colour.BLUE);
        var troubles = InferenceTroubles.of(
                deployments, Map.of(Colour.BLUE, List.of(pod("b", "False"), pod("a", "False"))), silent);
        String blue = "The JVM of a ended itself (3): its heap ran out. Raise the memory or load less."
                + " 1 more Pod does not come up.";
        String green =
                "No Pod can be made for Deployment fraud-inference-green: exceeded quota: few, requested: pods=1,"
                        + " used: pods=2, limited: pods=2.";
        assertThat(troubles.seenFrom(Colour.BLUE)).isEqualTo(new Hindrances(blue, green));
        assertThat(troubles.seenFrom(Colour.GREEN)).isEqualTo(new Hindrances(green, blue));
    }

    @Test
    void aPodThatIsReadyIsInNoTrouble() {
        var none = new RolloutDeployments(Map.of(), Colour.BLUE);
        assertThat(InferenceTroubles.of(none, Map.of(Colour.BLUE, List.of(pod("a", "True"))), silent)
                        .seenFrom(Colour.BLUE))
                .isEqualTo(Hindrances.none());
    }
}
