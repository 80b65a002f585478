package dev.plumbline.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.MlPlatform;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotYetEnforcedTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @Test
    void aVolumeThatShallGrowIsWarnedOf() {
        assertThat(told("{storage: {size: 10Gi}}", "{storage: {size: 20Gi}}"))
                .containsExactly("spec.postgres.storage.size");
        assertThat(told("{storage: {size: 10Gi}}", "{storage: {size: 10240Mi}}"))
                .isEmpty();
    }

    @Test
    void anExtensionThatComesLaterIsWarnedOf() {
        assertThat(told("{extensions: [hstore]}", "{extensions: [hstore, citext]}"))
                .containsExactly("spec.postgres.extensions");
        assertThat(told("{extensions: [hstore, citext]}", "{extensions: [citext]}"))
                .isEmpty();
    }

    @Test
    void aUserThatIsNotTakenOverIsWarnedOf() {
        assertThat(told("{}", "{securityContext: {runAsUser: 4711}}")).containsExactly("securityContext.runAsUser");
    }

    private static List<String> told(String before, String after) {
        return NotYetEnforced.of(PlatformSubject.updated(platform(after), platform(before), TODAY)).stream()
                .map(Advice::path)
                .toList();
    }

    private static MlPlatform platform(String postgres) {
        return Serialization.unmarshal("""
                apiVersion: plumbline.dev/v1alpha1
                kind: MlPlatform
                metadata: {name: fraud, namespace: ml}
                spec: {h2o: {resources: {memory: 10Gi}}, postgres: %s}
                """.formatted(postgres), MlPlatform.class);
    }
}
