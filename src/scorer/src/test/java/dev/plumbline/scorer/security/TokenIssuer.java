package dev.plumbline.scorer.security;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** An OpenID Connect issuer with its discovery document and its keys, on a real HTTP server. */
public final class TokenIssuer implements AutoCloseable {

    private final String scheme;
    private final HttpServer server;
    private final AtomicInteger fetches = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile RsaJsonWebKey key;
    private volatile Optional<String> document = Optional.empty();
    private volatile boolean stalling;

    public TokenIssuer() throws IOException {
        this("http", HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    /** One that speaks TLS. */
    public static TokenIssuer over(SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new TokenIssuer("https", server);
    }

    private TokenIssuer(String scheme, HttpServer server) {
        this.scheme = scheme;
        this.server = server;
        server.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(exchange, "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(uri(), uri())));
        server.createContext("/keys", exchange -> {
            fetches.incrementAndGet();
            if (stalling) {
                stall(exchange);
            } else {
                answer(exchange, document.orElseGet(() -> new JsonWebKeySet(key)
                        .toJson(OutputControlLevel.PUBLIC_ONLY)));
            }
        });
        // One request that stalls must not keep the others from their answers.
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.start();
        changeKey("first");
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** The headers and a piece of the body, and no more. */
    private void stall(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            closed.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the keys are from now on answered by headers and nothing that ends. */
    public void stall(boolean begin) {
        stalling = begin;
    }

    /** What stands in the place of the keys from now on; empty for the keys. */
    public void say(Optional<String> instead) {
        document = instead;
    }

    public String uri() {
        return scheme + "://127.0.0.1:" + server.getAddress().getPort();
    }

    public int fetches() {
        return fetches.get();
    }

    public void changeKey(String id) {
        try {
            RsaJsonWebKey next = RsaJwkGenerator.generateJwk(2048);
            next.setKeyId(id);
            key = next;
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @param changes claims to set, or to leave out where the value is the empty text */
    public String token(Map<String, Object> changes) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(uri());
        claims.setAudience("plumbline");
        claims.setSubject("client-one");
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setStringClaim("scope", "openid plumbline.predict");
        changes.forEach((name, value) -> {
            if (value.equals("")) {
                claims.unsetClaim(name);
            } else {
                claims.setClaim(name, value);
            }
        });
        return sign(claims, AlgorithmIdentifiers.RSA_USING_SHA256);
    }

    private String sign(JwtClaims claims, String algorithm) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setPayload(claims.toJson());
            signature.setKey(key.getPrivateKey());
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setAlgorithmHeaderValue(algorithm);
            return signature.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
