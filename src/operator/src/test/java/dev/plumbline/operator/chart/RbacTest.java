package dev.plumbline.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RbacTest {

    private static List<PolicyRule> rules(Map<String, Object> values) {
        Chart chart = Chart.render(values);
        return Stream.concat(
                        chart.all(ClusterRole.class).stream().flatMap(role -> role.getRules().stream()),
                        chart.all(Role.class).stream().flatMap(role -> role.getRules().stream()))
                .toList();
    }

    @Test
    void noRightIsAWildcard() {
        for (Map<String, Object> values :
                List.of(Map.<String, Object>of(), Map.<String, Object>of("watchNamespaces[0]", "ml"))) {
            assertThat(Rights.of(rules(values))).isNotEmpty().noneMatch(right -> right.contains("*"));
        }
    }

    @Test
    void noVolumeCanBeDeletedAndNoRightEscalated() {
        assertThat(Rights.of(rules(Map.of())))
                .doesNotContain("/persistentvolumeclaims:delete", "/persistentvolumeclaims:deletecollection")
                .noneMatch(right -> right.matches(".*:(escalate|bind|impersonate)"))
                .noneMatch(right -> right.startsWith("/persistentvolumes:"))
                .noneMatch(right -> right.startsWith("/nodes:"));
    }

    /** The operator makes Roles; the API server refuses each right in them that the operator does not hold. */
    @Test
    void holdsWhatItHandsOn() {
        assertThat(Rights.ofPlannedRoles()).isNotEmpty();
        assertThat(Rights.ofChart()).containsAll(Rights.ofPlannedRoles());
    }

    @Test
    void canApplyWhatIsPlanned() {
        assertThat(Rights.ofChart()).containsAll(Rights.ofPlannedKinds());
    }

    @Test
    void bothModesGrantTheSame() {
        List<PolicyRule> watched = Chart.render(Map.of("watchNamespaces[0]", "ml"))
                .one(Role.class, "plumbline-operator-watched")
                .getRules();

        assertThat(Rights.of(watched)).isEqualTo(Rights.ofChart());
    }
}
