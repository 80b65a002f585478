package dev.plumbline.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.testcluster.RedisServer;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The users that the plan gives to Redis, in a real Redis. */
class RedisAccessTest {

    private static Map<String, String> admin;
    private static Map<String, String> scorer;
    private static RedisServer redis;

    @BeforeAll
    static void start() {
        assumeThat(RedisServer.isInstalled()).as(RedisServer.MISSING).isTrue();
        MlPlatform platform = Serialization.unmarshal("""
                apiVersion: plumbline.dev/v1alpha1
                kind: MlPlatform
                metadata: {name: fraud, namespace: ml}
                spec: {h2o: {resources: {memory: 10Gi}}}
                """, MlPlatform.class);
        Map<String, Map<String, String>> secrets =
                Credentials.of(ValidPlatforms.of(platform), name -> "PasswordOf" + name.replace("-", "")).stream()
                        .collect(Collectors.toMap(secret -> secret.getMetadata().getName(), Secret::getStringData));
        admin = secrets.get("fraud-redis");
        scorer = secrets.get("fraud-redis-scorer");
        redis = RedisServer.launch(admin.get("auth.conf"), scorer.get("acl.conf"));
    }

    @AfterAll
    static void stop() {
        if (redis != null) {
            redis.close();
        }
    }

    @Test
    void thePodsReadAndWriteTheirOwnKeys() {
        assertThat(as("scorer", "SET plumbline:a 1 PX 60000")).isEqualTo("+OK");
        assertThat(as("scorer", "GET plumbline:a")).isEqualTo("$1");
        assertThat(as("scorer", "PING")).isEqualTo("+PONG");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET features:a",
                "SET features:a 1",
                "DEL plumbline:a",
                "KEYS *",
                "SCAN 0",
                "FLUSHALL",
                "EVAL return 0",
                "SCRIPT LOAD x",
                "FUNCTION LIST",
                "CONFIG GET *",
                "ACL LIST",
                "CLIENT LIST",
                "MONITOR",
                "PUBLISH a b",
                "REPLICAOF NO ONE",
                "INFO"
            })
    void thePodsMayDoNothingElse(String command) {
        assertThat(as("scorer", command)).startsWith("-NOPERM");
    }

    @Test
    void nobodyComesInWithoutAPassword() {
        assertThat(send("GET plumbline:a")).startsWith("-NOAUTH");
        assertThat(send("AUTH scorer wrong")).startsWith("-WRONGPASS");
        assertThat(as("default", "GET features:a")).isEqualTo("$-1");
    }

    private static String as(String user, String command) {
        return send("AUTH %s %s".formatted(user, (user.equals("scorer") ? scorer : admin).get("password")), command);
    }

    /** The first line of the last answer. */
    private static String send(String... commands) {
        try (Socket socket = new Socket("127.0.0.1", redis.port())) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String line = "";
            for (String command : commands) {
                socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
                line = in.readLine();
            }
            return line;
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
