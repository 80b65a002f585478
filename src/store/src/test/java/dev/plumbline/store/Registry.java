package dev.plumbline.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.mojo.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** The reading half of a registry, with what a hostile one could answer instead. */
final class Registry implements AutoCloseable {

    static final String REPOSITORY = "models/fraud";

    private final HttpServer server;
    private final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();

    /** Path and Authorization of each request. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    /** What {@code WWW-Authenticate} says; absent: everybody may read. */
    volatile Optional<String> challenge = Optional.empty();

    /** Where blobs are; absent: here. */
    volatile Optional<String> elsewhere = Optional.empty();

    volatile Optional<String> announcedDigest = Optional.empty();
    volatile String token = "{\"token\": \"t0ken\"}";
    volatile int failures;

    Registry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v2/" + REPOSITORY + "/", this::read);
        server.createContext("/token", exchange -> {
            note(exchange);
            boolean known =
                    authorization(exchange).isEmpty() || authorization(exchange).equals(basic("reader:secret"));
            answer(exchange, known ? 200 : 401, token.getBytes(StandardCharsets.UTF_8));
        });
        server.start();
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    String uri(String reference) {
        return "oci://" + host() + "/" + REPOSITORY + reference;
    }

    static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** @return the digest of the manifest */
    Sha256 push(String tag, Map<String, byte[]> files) {
        StringBuilder layers = new StringBuilder();
        files.forEach((title, content) -> {
            Sha256 digest = Sha256.of(content);
            blobs.put(digest.toString(), content);
            layers.append(layers.isEmpty() ? "" : ",").append("""
                    {"mediaType": "application/zip", "digest": "%s", "size": %d,
                     "annotations": {"org.opencontainers.image.title": "%s"}}""".formatted(digest, content.length, title));
        });
        return manifest(tag, """
                {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
                 "artifactType": "application/vnd.example.mojo",
                 "config": {"mediaType": "application/vnd.oci.empty.v1+json", "digest": "%s", "size": 2},
                 "layers": [%s]}""".formatted(Sha256.of("{}".getBytes(StandardCharsets.UTF_8)), layers));
    }

    Sha256 manifest(String tag, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        manifests.put(tag, bytes);
        manifests.put(Sha256.of(bytes).toString(), bytes);
        return Sha256.of(bytes);
    }

    void blob(Sha256 digest, byte[] content) {
        blobs.put(digest.toString(), content);
    }

    private void read(HttpExchange exchange) throws IOException {
        note(exchange);
        String[] parts = exchange.getRequestURI().getPath().split("/");
        if (failures > 0) {
            failures--;
            answer(exchange, 503, new byte[0]);
            return;
        }
        if (challenge.isPresent() && !authorization(exchange).matches("Bearer t0ken|" + basic("reader:secret"))) {
            exchange.getResponseHeaders().add("WWW-Authenticate", challenge.get());
            answer(exchange, 401, new byte[0]);
            return;
        }
        boolean blob = parts[parts.length - 2].equals("blobs");
        if (blob && elsewhere.isPresent()) {
            exchange.getResponseHeaders().add("Location", elsewhere.get());
            answer(exchange, 307, new byte[0]);
            return;
        }
        announcedDigest.ifPresent(digest -> exchange.getResponseHeaders().add("Docker-Content-Digest", digest));
        byte[] content = (blob ? blobs : manifests).get(parts[parts.length - 1]);
        answer(exchange, content == null ? 404 : 200, content == null ? new byte[0] : content);
    }

    private void note(HttpExchange exchange) {
        asked.add(exchange.getRequestURI() + " " + authorization(exchange));
    }

    private static String authorization(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        return header == null ? "" : header;
    }

    private static void answer(HttpExchange exchange, int status, byte[] content) throws IOException {
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
