package dev.plumbline.operator.observation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The database as Patroni tells it on {@code /cluster}. */
public record PatroniCluster(List<Member> members) {

    public PatroniCluster {
        members = List.copyOf(members);
    }

    /**
     * @param role {@code leader}, {@code sync_standby}, {@code replica} and further ones of Patroni
     * @param state {@code running} or {@code streaming} when all is well
     * @param lagBytes how far a standby is behind; 0 where it is not known
     * @param awaitsRestart whether a setting waits for Postgres to start anew
     */
    public record Member(String name, String role, String state, int timeline, long lagBytes, boolean awaitsRestart) {
        boolean isUp() {
            return state.equals("running") || state.equals("streaming");
        }

        public boolean leads() {
            return role.equals("leader") || role.equals("master") || role.equals("standby_leader");
        }
    }

    public Optional<Member> leader() {
        return members.stream().filter(Member::leads).findFirst();
    }

    public boolean isSteady() {
        return leader().isPresent() && members.stream().allMatch(Member::isUp);
    }

    /**
     * The member whose Postgres is to be started anew next, if a setting waits for it. The leader comes first: a standby
     * may never allow fewer connections than its leader, so where the number goes down it keeps waiting until then.
     */
    public Optional<Member> nextToRestart() {
        return members.stream()
                .filter(Member::awaitsRestart)
                .min(Comparator.comparing((Member member) -> !member.leads()).thenComparing(Member::name));
    }

    static PatroniCluster read(JsonNode json) {
        var members = new ArrayList<Member>();
        json.path("members")
                .forEach(member -> members.add(new Member(
                        member.path("name").asText(),
                        member.path("role").asText(),
                        member.path("state").asText(),
                        member.path("timeline").asInt(),
                        member.path("lag").asLong(),
                        member.path("pending_restart").asBoolean())));
        return new PatroniCluster(members);
    }
}
