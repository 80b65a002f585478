package dev.plumbline.status;

import java.util.List;
import java.util.Set;

/**
 * What was seen of a platform in one look: facts only, nothing that was concluded.
 *
 * @param pods of all its components
 * @param repaired children that differed from the plan, or were gone, and were put back in this look; such as
 *     {@code StatefulSet/fraud-h2o}
 * @param missing planned children that do not exist
 * @param foreign planned names that somebody else's objects have
 * @param databaseSettled whether Patroni's own store says what the spec says; true where nobody could look
 * @param h2oRestarts how often the operator has restarted the cloud
 */
public record Observed(
        List<PodFacts> pods,
        CloudSight cloud,
        DatabaseSight database,
        CloudChange change,
        Isolation isolation,
        Set<String> repaired,
        Set<String> missing,
        Set<String> foreign,
        boolean databaseSettled,
        int h2oRestarts) {

    public Observed {
        pods = List.copyOf(pods);
        repaired = Set.copyOf(repaired);
        missing = Set.copyOf(missing);
        foreign = Set.copyOf(foreign);
    }

    /** The first look, before anything is there. */
    public static Observed nothing() {
        return new Observed(
                List.of(),
                new CloudSight.Silent(),
                new DatabaseSight.Silent(),
                new CloudChange.None(),
                Isolation.UNKNOWN,
                Set.of(),
                Set.of(),
                Set.of(),
                true,
                0);
    }

    List<PodFacts> of(dev.plumbline.plan.Component component) {
        return pods.stream()
                .filter(each -> each.component().equals(component.label()))
                .toList();
    }

    /** What {@code /3/Cloud} says. */
    public sealed interface CloudSight {
        /** No member answers. */
        record Silent() implements CloudSight {}

        /**
         * @param leaderPod the Pod that answered
         * @param largestHeapBytes the largest heap that a member's JVM reports; 0 when it is not known
         */
        record Seen(
                String leaderPod,
                int size,
                boolean healthy,
                boolean consensus,
                boolean locked,
                String version,
                long largestHeapBytes)
                implements CloudSight {}
    }

    /** What Patroni's {@code /cluster} says. */
    public sealed interface DatabaseSight {
        /** No member answers. */
        record Silent() implements DatabaseSight {}

        record Seen(List<Member> members) implements DatabaseSight {
            public Seen {
                members = List.copyOf(members);
            }
        }
    }

    /**
     * @param role Patroni's word: {@code leader}, {@code master}, {@code sync_standby}, {@code replica}
     * @param state Patroni's word: {@code running}, {@code streaming}, {@code starting}
     */
    public record Member(String name, String role, String state, int timeline) {
        boolean leads() {
            return role.equals("leader") || role.equals("master") || role.equals("primary");
        }

        boolean synchronousStandby() {
            return role.equals("sync_standby") || role.equals("quorum_standby");
        }

        boolean up() {
            return state.equals("running") || state.equals("streaming");
        }
    }

    /** What the operator does, or would do, with the cloud as a whole. */
    public sealed interface CloudChange {
        record None() implements CloudChange {}

        /** All members are being restarted. */
        record Restarting(String message) implements CloudChange {}

        /** The cloud is whole, and a change that would restart it waits for the user's word. */
        record NeedsConsent(String message) implements CloudChange {}

        /** A restart is due and not allowed now, because one was done moments ago or the user asked only to be told. */
        record Held(String message) implements CloudChange {}
    }

    /** Whether the network plugin enforces policies. That can be seen only by trying a connection that they forbid. */
    public enum Isolation {
        ENFORCED,
        NOT_ENFORCED,
        UNKNOWN
    }
}
