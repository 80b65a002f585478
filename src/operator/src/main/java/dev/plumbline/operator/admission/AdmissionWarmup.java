package dev.plumbline.operator.admission;

import dev.plumbline.operator.OperatorSettings;
import dev.plumbline.operator.OperatorSettings.Certificate.Mode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knocks at the own door before the API server does. The first TLS handshake and the first judgement of a JVM load
 * some thousand classes, which takes seconds on a busy node, and the API server waits three: a replica that is Ready
 * but cold would refuse the first object of every installation.
 */
@Readiness
@ApplicationScoped
class AdmissionWarmup implements HealthCheck {

    private static final Logger LOG = LoggerFactory.getLogger(AdmissionWarmup.class);

    private static final int KNOCKS = 3;
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final int TIMEOUT_MILLIS = 30_000;

    /** The smallest platform: every rule looks at it and none refuses it. */
    private static final byte[] QUESTION = """
            {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "warm-up",
             "kind": {"kind": "MlPlatform"}, "namespace": "warm-up", "name": "warm-up", "operation": "CREATE",
             "object": {"apiVersion": "plumbline.dev/v1alpha1", "kind": "MlPlatform", "metadata": {"name": "warm-up"},
                        "spec": {"h2o": {"resources": {"memory": "2560Mi"}}}}}}
            """.getBytes(StandardCharsets.UTF_8);

    private final URI door;
    private volatile boolean warm;

    @Inject
    AdmissionWarmup(OperatorSettings settings, @ConfigProperty(name = "quarkus.http.ssl-port") int port) {
        door = URI.create("https://127.0.0.1:" + port + "/validate");
        warm = settings.webhook().certificate().mode() == Mode.OFF;
    }

    void onStart(@Observes StartupEvent event) {
        if (!warm) {
            Thread.ofVirtual().name("admission-warm-up").start(this::knockUntilWarm);
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("webhook warmed up").status(warm).build();
    }

    /** Until the certificate is there the handshake fails, so it is tried again for as long as this process is. */
    private void knockUntilWarm() {
        int answered = 0;
        while (answered < KNOCKS) {
            try {
                answered += knock() == 200 ? 1 : 0;
            } catch (IOException | GeneralSecurityException e) {
                LOG.debug("the webhook does not answer yet", e);
            }
            try {
                Thread.sleep(BETWEEN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        warm = true;
    }

    private int knock() throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new OwnDoor()}, null);
        var connection = (HttpsURLConnection) door.toURL().openConnection();
        connection.setSSLSocketFactory(context.getSocketFactory());
        connection.setHostnameVerifier((host, session) -> true);
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        try {
            connection.getOutputStream().write(QUESTION);
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }
}
