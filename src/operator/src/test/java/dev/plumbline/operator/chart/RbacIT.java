package dev.plumbline.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The hand-written ClusterRole against the oracle: the rights that quarkus-operator-sdk derives from the controllers
 * when the operator is packaged, together with what the golden plans need. It runs after packaging for that reason,
 * and needs no cluster.
 */
class RbacIT {

    /** Server-side apply patches; no dependent is ever written by a plain update. */
    private static boolean isPlainUpdate(String right) {
        return right.endsWith(":update") && !right.startsWith("plumbline.dev/");
    }

    private static Set<String> needed() {
        Set<String> needed = new TreeSet<>(Rights.ofOracle());
        needed.removeIf(RbacIT::isPlainUpdate);
        needed.addAll(Rights.ofPlannedKinds());
        needed.addAll(Rights.ofPlannedRoles());
        return needed;
    }

    private static Set<String> minus(Set<String> some, Set<String> others) {
        Set<String> rest = new TreeSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    @Test
    void theOracleSpeaksOfTheControllers() {
        assertThat(Rights.ofOracle()).contains("plumbline.dev/mlplatforms:watch", "apps/statefulsets:patch");
    }

    @Test
    void noReasonIsGivenForARightThatTheChartHasNot() {
        assertThat(Rights.ofChart()).containsAll(Rights.ofReasons("more"));
        assertThat(Rights.ofReasons("less")).doesNotContainAnyElementsOf(Rights.ofChart());
    }

    @Test
    void everyRightBeyondTheNeedHasAReason() {
        assertThat(Rights.ofReasons("more")).containsAll(minus(Rights.ofChart(), needed()));
    }

    @Test
    void everyNeedWithoutARightHasAReason() {
        assertThat(Rights.ofReasons("less")).containsAll(minus(needed(), Rights.ofChart()));
    }
}
