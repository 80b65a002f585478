package dev.plumbline.operator.platform;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.operator.observation.PatroniCluster;
import dev.plumbline.operator.observation.PatroniCluster.Member;
import dev.plumbline.operator.observation.PodClient;
import dev.plumbline.operator.observation.PodClient.Login;
import dev.plumbline.plan.Credentials;
import dev.plumbline.plan.Names;
import dev.plumbline.plan.PatroniSettings;
import dev.plumbline.plan.Ports;
import dev.plumbline.plan.ValidPlatform;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the settings that Patroni holds in its own store equal to the plan. The file of a Pod only seeds that store when
 * the database is born; a later change of the spec would otherwise be taken and never be done. One thing is done in one
 * look, and the next look sees what came of it.
 */
final class PatroniKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(PatroniKeeper.class);
    private static final String CONFIG = "/config";
    private static final TypeReference<Map<String, Object>> DOCUMENT = new TypeReference<>() {};

    private final KubernetesClient client;
    private final PodClient pods;
    private final ObjectMapper json = new JsonMapper();

    PatroniKeeper(KubernetesClient client, PodClient pods) {
        this.client = client;
        this.pods = pods;
    }

    /**
     * Looks at the leader's settings, changes them where they differ, and starts Postgres anew where a changed one waits
     * for that, one member after the other.
     *
     * @return whether all is as wanted; also true where there is no leader that could be asked, which is told elsewhere
     */
    boolean keep(ValidPlatform valid, List<Pod> members, Optional<PatroniCluster> seen) {
        Optional<String> leader = seen.flatMap(PatroniCluster::leader).flatMap(each -> address(members, each));
        Optional<JsonNode> found = leader.flatMap(each -> pods.ask(each, Ports.PATRONI, CONFIG));
        if (found.isEmpty()) {
            return true;
        }
        Map<String, Object> change = PatroniSettings.difference(
                PatroniSettings.dynamic(valid.postgres()), json.convertValue(found.get(), DOCUMENT));
        Optional<Member> restart = seen.flatMap(PatroniCluster::nextToRestart);
        if (change.isEmpty() && restart.isEmpty()) {
            return true;
        }
        if (valid.paused()) {
            return false;
        }
        if (!change.isEmpty()) {
            order(valid, "PATCH", leader.get(), CONFIG, change, "settings " + String.join(", ", change.keySet()));
        } else if (seen.get().isSteady()) {
            restart.flatMap(each -> address(members, each))
                    .ifPresent(address -> order(
                            valid,
                            "POST",
                            address,
                            "/restart",
                            // Checked again by Patroni: a member that has restarted meanwhile is left alone.
                            Map.of("restart_pending", true),
                            "a restart of " + restart.get().name()));
        }
        return false;
    }

    private static Optional<String> address(List<Pod> pods, Member member) {
        return pods.stream()
                .filter(pod -> pod.getMetadata().getName().equals(member.name()))
                .findFirst()
                .map(pod -> pod.getStatus().getPodIP());
    }

    private void order(ValidPlatform valid, String method, String address, String path, Object body, String what) {
        Optional<Login> login = Optional.ofNullable(client.secrets()
                        .inNamespace(valid.namespace())
                        .withName(Names.of(valid).patroniSecret())
                        .get())
                .map(secret -> new Login(value(secret, Credentials.USERNAME), value(secret, Credentials.PASSWORD)));
        boolean done = login.filter(each -> pods.order(method, address, Ports.PATRONI, path, body, each))
                .isPresent();
        LOG.info(
                "{}/{}: Patroni was asked for {}{}",
                valid.namespace(),
                valid.name(),
                what,
                done ? "" : ", not done yet");
    }

    private static String value(Secret secret, String key) {
        String encoded = secret.getData() == null ? null : secret.getData().get(key);
        return encoded == null ? "" : new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }
}
