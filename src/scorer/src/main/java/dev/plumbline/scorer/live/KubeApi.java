package dev.plumbline.scorer.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The one thing that the scorer asks of the API server: a ConfigMap of its own namespace. A Kubernetes client would
 * weigh more than the rest of the process.
 */
public final class KubeApi {

    /** An object is at most 1 MiB in etcd; base64 and JSON make it larger on the wire. */
    private static final int MAX_BYTES = 4 << 20;

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The operator asks for tokens that last a quarter of an hour. */
    private static final String NEW_TOKEN = ", so the token of this Pod is not valid, as after its ServiceAccount was"
            + " deleted; another one comes within a quarter of an hour, and at once to a Pod that takes the place of this";

    private final URI server;
    private final Path account;
    private final String namespace;
    private HttpClient client;

    /** @param account folder with {@code token} and {@code ca.crt} */
    public KubeApi(URI server, Path account, String namespace) {
        this.server = server;
        this.account = account;
        this.namespace = namespace;
    }

    /** The API server as every Pod finds it. */
    public static URI serverOf(String host, String port) {
        return URI.create("https://%s:%s".formatted(host.contains(":") ? "[" + host + "]" : host, port));
    }

    /** @param body an object; without fields when the answer was none */
    public record Reply(int status, JsonNode body) {

        /** One sentence for an answer that was not the object, with what to do where that can be known. */
        String refusal(String name) {
            String said = "reading ConfigMap %s was answered with status %d".formatted(name, status);
            return status == HttpURLConnection.HTTP_UNAUTHORIZED ? said + NEW_TOKEN : said;
        }
    }

    public Reply configMap(String name) throws IOException {
        // The token is short-lived and replaced in its file; reading it each time is cheap.
        String token = Files.readString(account.resolve("token")).strip();
        HttpRequest request = HttpRequest.newBuilder(
                        server.resolve("/api/v1/namespaces/%s/configmaps/%s".formatted(namespace, name)))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .GET()
                .build();
        try {
            HttpResponse<InputStream> response = client().send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return new Reply(response.statusCode(), JSON.readTree(body.readNBytes(MAX_BYTES)));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    private synchronized HttpClient client() throws IOException {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .connectTimeout(TIMEOUT)
                    .sslContext(trusting(account.resolve("ca.crt")))
                    .build();
        }
        return client;
    }

    private static SSLContext trusting(Path authority) throws IOException {
        try (InputStream in = Files.newInputStream(authority)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException unusable) {
            throw new IOException("the certificate of the cluster cannot be used", unusable);
        }
    }
}
