package dev.plumbline.scorer.security;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/**
 * The public keys of the issuer. They are fetched when they are first needed, again after ten minutes, and at most every
 * five seconds when a token names a key that is not among them; keys that were good stay so while the issuer is away.
 * Used by one thread.
 */
final class JwksSource {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final long FRESH_NANOS = Duration.ofMinutes(10).toNanos();
    private static final long RETRY_NANOS = Duration.ofSeconds(5).toNanos();
    private static final int MAX_BYTES = 1 << 20;

    private final URI issuer;
    private final Optional<URI> configured;
    private final LongSupplier nanoTime;
    private final HttpClient client;
    private List<JsonWebKey> keys = List.of();
    private long fetchedAt;
    private long triedAt;
    private boolean tried;

    /** @param authorities who may vouch for the issuer; empty for the usual ones */
    JwksSource(URI issuer, Optional<URI> configured, Optional<SSLContext> authorities, LongSupplier nanoTime) {
        this.issuer = issuer;
        this.configured = configured;
        this.nanoTime = nanoTime;
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(TIMEOUT).followRedirects(HttpClient.Redirect.NEVER);
        authorities.ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    /** The keys; {@code unknown} says that a token names a key that was not among them the last time. */
    List<JsonWebKey> keys(boolean unknown) throws IOException {
        long now = nanoTime.getAsLong();
        boolean wanted = keys.isEmpty() || unknown || now - fetchedAt > FRESH_NANOS;
        if (wanted && (!tried || now - triedAt > RETRY_NANOS)) {
            tried = true;
            triedAt = now;
            try {
                keys = fetch();
                fetchedAt = now;
            } catch (IOException | JoseException failed) {
                if (keys.isEmpty()) {
                    throw new IOException("the keys of the issuer cannot be read", failed);
                }
            }
        }
        return keys;
    }

    private List<JsonWebKey> fetch() throws IOException, JoseException {
        URI where = configured.isPresent() ? configured.get() : discovered();
        return List.copyOf(new JsonWebKeySet(get(where)).getJsonWebKeys());
    }

    private URI discovered() throws IOException, JoseException {
        String base = issuer.toString().replaceAll("/+$", "");
        Map<String, Object> document = JsonUtil.parseJson(get(URI.create(base + "/.well-known/openid-configuration")));
        // Whoever answers in the issuer's place must at least say that it is the issuer.
        if (!issuer.toString().equals(document.get("issuer")) || !(document.get("jwks_uri") instanceof String uri)) {
            throw new IOException("the discovery document is not that of the issuer");
        }
        return URI.create(uri);
    }

    private String get(URI uri) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
        try {
            HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                byte[] bytes = body.readNBytes(MAX_BYTES + 1);
                if (answer.statusCode() != 200 || bytes.length > MAX_BYTES) {
                    throw new IOException("the issuer answers " + answer.statusCode());
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        } catch (IllegalArgumentException badUri) {
            throw new IOException(badUri);
        }
    }
}
