package dev.plumbline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.MlPlatform;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class PlatformPlannerTest {
    static final Surroundings AROUND = new Surroundings(
            new Images(
                    "localhost/plumbline-h2o:{version}",
                    "localhost/plumbline-postgres:{version}",
                    "localhost/plumbline-redis:{version}",
                    "localhost/plumbline-scorer:{version}"),
            "plumbline-system",
            "cluster.local");

    @Test
    void theSmallestPlatformHasOneNodeOfEverything() {
        MlPlatform platform = Serialization.unmarshal("""
                apiVersion: plumbline.dev/v1alpha1
                kind: MlPlatform
                metadata: {name: fraud, namespace: ml}
                spec: {h2o: {resources: {memory: 1Gi}}}
                """, MlPlatform.class);

        PlatformPlan plan = PlatformPlanner.plan(ValidPlatforms.of(platform), AROUND);

        StatefulSet h2o = plan.find(StatefulSet.class, "fraud-h2o").orElseThrow();
        assertThat(h2o.getSpec().getReplicas()).isEqualTo(1);
        assertThat(h2o.getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getCommand())
                .contains("-Xmx614m", "-XX:MaxDirectMemorySize=102m", "-XX:+ExitOnOutOfMemoryError");
        assertThat(plan.find(Service.class, "fraud-pg").orElseThrow().getSpec().getSelector())
                .isNullOrEmpty();
        assertThat(plan).isEqualTo(PlatformPlanner.plan(ValidPlatforms.of(platform), AROUND));
    }
}
