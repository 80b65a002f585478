package dev.plumbline.operator.observation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
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
     */
    public record Member(String name, String role, String state, int timeline, long lagBytes) {
        public boolean leads() {
            return role.equals("leader") || role.equals("master") || role.equals("standby_leader");
        }
    }

    public Optional<Member> leader() {
        return members.stream().filter(Member::leads).findFirst();
    }

    static PatroniCluster read(JsonNode json) {
        var members = new ArrayList<Member>();
        json.path("members")
                .forEach(member -> members.add(new Member(
                        member.path("name").asText(),
                        member.path("role").asText(),
                        member.path("state").asText(),
                        member.path("timeline").asInt(),
                        member.path("lag").asLong())));
        return new PatroniCluster(members);
    }
}
