package dev.plumbline.scorer.security;

import java.io.IOException;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The public keys of the issuer. They are fetched when they are first needed, again after ten minutes, and at most every
 * five seconds when a token names a key that is not among them; keys that were good stay so while the issuer is away or
 * answers without any. One thread fetches; others may ask for the keys that are there.
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
    private final Duration timeout;
    private volatile Known known = new Known(List.of(), 0);
    private volatile boolean fetching;
    private volatile boolean tried;
    private volatile long triedAt;

    private record Known(List<JsonWebKey> keys, long fetchedAt) {}

    /** @param authorities who may vouch for the issuer; empty for the usual ones */
    JwksSource(URI issuer, Optional<URI> configured, Optional<SSLContext> authorities, LongSupplier nanoTime) {
        this(issuer, configured, authorities, nanoTime, TIMEOUT);
    }

    /** @param timeout for a whole fetch, to the last byte */
    JwksSource(
            URI issuer,
            Optional<URI> configured,
            Optional<SSLContext> authorities,
            LongSupplier nanoTime,
            Duration timeout) {
        this.timeout = timeout;
        this.issuer = issuer;
        this.configured = configured;
        this.nanoTime = nanoTime;
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(timeout).followRedirects(HttpClient.Redirect.NEVER);
        authorities.ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    /**
     * The keys, without a wait; empty when only {@link #keys} can tell, since a fetch is due, or is under way
     * and may bring what is missing. From any thread.
     */
    Optional<List<JsonWebKey>> keysAtOnce(boolean unknown) {
        Known now = known;
        boolean missing = now.keys.isEmpty() || unknown;
        return missing && fetching || due(now, unknown) ? Optional.empty() : Optional.of(now.keys);
    }

    /**
     * The keys; {@code unknown} says that a token names a key that was not among them the last time. For one
     * thread.
     */
    List<JsonWebKey> keys(boolean unknown) throws IOException {
        if (due(known, unknown)) {
            fetching = true;
            try {
                List<JsonWebKey> fetched = fetch();
                known = new Known(fetched, nanoTime.getAsLong());
            } catch (IOException | JoseException | RuntimeException failed) {
                // What the library throws at a document of another shape is not said anywhere.
                if (known.keys.isEmpty()) {
                    throw new IOException("the keys of the issuer cannot be read", failed);
                }
            } finally {
                // From the end: those who waited for a fetch that was given up do not begin the next one.
                triedAt = nanoTime.getAsLong();
                tried = true;
                fetching = false;
            }
        }
        return known.keys;
    }

    private boolean due(Known now, boolean unknown) {
        long time = nanoTime.getAsLong();
        boolean wanted = now.keys.isEmpty() || unknown || time - now.fetchedAt > FRESH_NANOS;
        return wanted && !fetching && (!tried || time - triedAt > RETRY_NANOS);
    }

    private List<JsonWebKey> fetch() throws IOException, JoseException {
        long end = System.nanoTime() + timeout.toNanos();
        URI where = configured.isPresent() ? configured.get() : discovered(end);
        List<JsonWebKey> fetched = new JsonWebKeySet(get(where, end)).getJsonWebKeys();
        if (fetched.stream().noneMatch(PublicJsonWebKey.class::isInstance)) {
            throw new IOException("the issuer names no public key");
        }
        return List.copyOf(fetched);
    }

    private URI discovered(long end) throws IOException, JoseException {
        String base = issuer.toString().replaceAll("/+$", "");
        Map<String, Object> document =
                JsonUtil.parseJson(get(URI.create(base + "/.well-known/openid-configuration"), end));
        // Whoever answers in the issuer's place must at least say that it is the issuer.
        if (!issuer.toString().equals(document.get("issuer")) || !(document.get("jwks_uri") instanceof String uri)) {
            throw new IOException("the discovery document is not that of the issuer");
        }
        return URI.create(uri);
    }

    /** A time-out of the request would end with the headers, so the wait for the body has one too. */
    private String get(URI uri, long end) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> asked;
        try {
            asked = client.sendAsync(
                    HttpRequest.newBuilder(uri).build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
        } catch (IllegalArgumentException badUri) {
            throw new IOException(badUri);
        }
        try {
            HttpResponse<byte[]> answer = asked.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (answer.statusCode() != 200) {
                throw new IOException("the issuer answers " + answer.statusCode());
            }
            return new String(answer.body(), StandardCharsets.UTF_8);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } catch (TimeoutException stalled) {
            throw new IOException("the issuer does not end its answer", stalled);
        } finally {
            // Closes the connection of an answer that nobody waits for any more.
            asked.cancel(true);
        }
    }
}
