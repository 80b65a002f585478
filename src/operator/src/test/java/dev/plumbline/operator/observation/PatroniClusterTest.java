package dev.plumbline.operator.observation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class PatroniClusterTest {

    private static PatroniCluster read(String members) throws JsonProcessingException {
        return PatroniCluster.read(new JsonMapper().readTree("{\"members\": [" + members + "]}"));
    }

    private static String member(String name, String role, String state, boolean pending) {
        return "{\"name\": \"%s\", \"role\": \"%s\", \"state\": \"%s\", \"timeline\": 1%s}"
                .formatted(name, role, state, pending ? ", \"pending_restart\": true" : "");
    }

    @Test
    void theLeaderIsRestartedBeforeItsStandbys() throws Exception {
        PatroniCluster all = read(member("pg-0", "sync_standby", "streaming", true) + ","
                + member("pg-1", "leader", "running", true) + "," + member("pg-2", "replica", "streaming", true));
        assertThat(all.nextToRestart()).get().matches(member -> member.name().equals("pg-1"));
        PatroniCluster standbys = read(member("pg-0", "sync_standby", "streaming", true) + ","
                + member("pg-1", "leader", "running", false) + "," + member("pg-2", "replica", "streaming", true));
        assertThat(standbys.nextToRestart()).get().matches(member -> member.name()
                .equals("pg-0"));
        assertThat(read(member("pg-1", "leader", "running", false)).nextToRestart())
                .isEmpty();
    }

    @Test
    void isSteadyOnlyWithALeaderAndEveryMemberUp() throws Exception {
        String leader = member("pg-1", "leader", "running", false);
        assertThat(read(leader + "," + member("pg-0", "replica", "streaming", false))
                        .isSteady())
                .isTrue();
        assertThat(read(leader + "," + member("pg-0", "replica", "restarting", false))
                        .isSteady())
                .isFalse();
        assertThat(read(member("pg-0", "replica", "streaming", false)).isSteady())
                .isFalse();
    }
}
