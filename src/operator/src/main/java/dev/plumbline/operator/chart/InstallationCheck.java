package dev.plumbline.operator.chart;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/**
 * What {@code helm test} runs, in the operator's own image: the operator is ready, the API server accepts the smallest
 * platform and refuses one that sets its own heap. Both are dry runs, so nothing is left behind.
 *
 * <p>Arguments: {@code --health=URL --namespace=NAME}. Exit code 0 when all hold, 1 otherwise.
 */
public final class InstallationCheck {

    /** The certificate of a fresh installation is patched in within seconds; a minute is a broken one. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String PLATFORM = """
            apiVersion: plumbline.dev/v1alpha1
            kind: MlPlatform
            metadata: {name: installation-check}
            spec:
              h2o:
                resources: {memory: 2560Mi}
                jvmArgs: [%s]
            """;

    private final KubernetesClient client;
    private final String namespace;
    private final String health;

    private InstallationCheck(KubernetesClient client, String namespace, String health) {
        this.client = client;
        this.namespace = namespace;
        this.health = health;
    }

    public static void main(String[] args) throws InterruptedException {
        try (KubernetesClient client = new KubernetesClientBuilder().build()) {
            var check = new InstallationCheck(client, argument(args, "namespace"), argument(args, "health"));
            boolean holds = check.holds("the operator is ready", check::operatorIsReady)
                    && check.holds("the smallest platform is accepted", check::goodIsAccepted)
                    && check.holds("a platform with its own -Xmx is refused by PHY-03", check::badIsRefused);
            System.exit(holds ? 0 : 1);
        }
    }

    /** One thing to see; the answer is empty when it holds, else it says what was seen instead. */
    private interface Observation {
        String seen() throws IOException;
    }

    private boolean holds(String what, Observation observation) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        String seen = "";
        do {
            try {
                seen = observation.seen();
            } catch (IOException | KubernetesClientException e) {
                seen = e.getMessage();
            }
            if (seen.isEmpty()) {
                System.out.println("ok: " + what);
                return true;
            }
            Thread.sleep(1000);
        } while (Instant.now().isBefore(end));
        System.out.println("FAILED: " + what + ", but: " + seen);
        return false;
    }

    private String operatorIsReady() throws IOException {
        var connection = (HttpURLConnection) URI.create(health).toURL().openConnection();
        connection.setConnectTimeout(3000);
        connection.setReadTimeout(3000);
        try {
            return connection.getResponseCode() == 200 ? "" : health + " answered " + connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    private String goodIsAccepted() {
        create("-XX:+UseG1GC");
        return "";
    }

    private String badIsRefused() {
        try {
            create("-Xmx9g");
            return "it was accepted";
        } catch (KubernetesClientException e) {
            return e.getMessage() != null && e.getMessage().contains("PHY-03") ? "" : e.getMessage();
        }
    }

    private void create(String jvmArgument) {
        var platform = Serialization.unmarshal(PLATFORM.formatted(jvmArgument), GenericKubernetesResource.class);
        client.resource(platform).inNamespace(namespace).dryRun().create();
    }

    private static String argument(String[] args, String name) {
        for (String arg : args) {
            if (arg.startsWith("--" + name + "=")) {
                return arg.substring(name.length() + 3);
            }
        }
        throw new IllegalArgumentException("missing --" + name + "=");
    }
}
