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
    private volatile RsaJsonWebKey key;

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
            answer(exchange, new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY));
        });
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
        server.stop(0);
    }
}
