package dev.plumbline.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.api.MlPlatform;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidPlatformsTest {

    private static ValidPlatform of(String spec) {
        return ValidPlatforms.of(Serialization.unmarshal("""
                apiVersion: plumbline.dev/v1alpha1
                kind: MlPlatform
                metadata: {name: fraud, namespace: ml}
                spec: %s
                """.formatted(spec), MlPlatform.class));
    }

    @ParameterizedTest
    @CsvSource({"development,1,1,false,1", "testing,3,3,true,1", "production,3,3,true,3"})
    void absentFieldsTakeTheDefaultsOfTheProfile(
            String profile, int nodes, int instances, boolean strict, int replicas) {
        ValidPlatform platform = of("{profile: %s, h2o: {resources: {memory: 10Gi}}}".formatted(profile));
        assertThat(platform.h2o().nodes()).isEqualTo(nodes);
        assertThat(platform.postgres().instances()).isEqualTo(instances);
        assertThat(platform.postgres().strict()).isEqualTo(strict);
        assertThat(platform.redis().replicas()).isEqualTo(replicas);
        assertThat(platform.network().isolated()).isTrue();
        assertThat(platform.keepVolumes()).isTrue();
        assertThat(platform.h2o().compute()).isEqualTo(new ValidPlatform.Compute("100m", false, 10L << 30));
        assertThat(platform.h2o().heapPercent()).isEqualTo(60);
    }

    @Test
    void aDatabaseAloneWaitsForNobody() {
        assertThat(of("{h2o: {resources: {memory: 1Gi}}, postgres: {synchronous: {standbys: 2}}}")
                        .postgres()
                        .synchronousStandbys())
                .isZero();
    }

    @Test
    void aNamedCpuIsAlsoTheLimit() {
        assertThat(of("{h2o: {resources: {memory: 1Gi, cpu: '2'}}}").h2o().compute())
                .isEqualTo(new ValidPlatform.Compute("2", true, 1L << 30));
    }

    @Test
    void onlyDeleteOrAnExplicitFalseGivesVolumesUp() {
        String h2o = "h2o: {resources: {memory: 1Gi}}";
        assertThat(of("{deletionPolicy: Snapshot, " + h2o + "}").keepVolumes()).isTrue();
        assertThat(of("{deletionPolicy: Delete, " + h2o + "}").keepVolumes()).isFalse();
        assertThat(of("{postgres: {storage: {retain: false}}, " + h2o + "}").keepVolumes())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{h2o: {}}",
                "{}",
                "{h2o: {resources: {memory: 1Gi}}, network: {allowFrom: [{to: [inference]}]}}",
                "{h2o: {resources: {memory: 1Gi}}, network: {allowFrom: [{namespaceSelector: {}}]}}",
                "{h2o: {resources: {memory: 1Gi}}, postgres: {extensions: ['x\"; DROP TABLE t; --']}}"
            })
    void whatTheRulesRefuseIsRefusedHereToo(String spec) {
        assertThatThrownBy(() -> of(spec)).isInstanceOf(IllegalArgumentException.class);
    }
}
