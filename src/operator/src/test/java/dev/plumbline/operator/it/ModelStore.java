package dev.plumbline.operator.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** A store of models on this machine that Pods reach: plain files, redirects, and a registry for reading. */
final class ModelStore implements AutoCloseable {

    private final HttpServer server;
    private final String host;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, String> redirects = new ConcurrentHashMap<>();

    /** @param toPods an address of the cluster; the store listens where packets to it start from */
    ModelStore(String toPods) {
        try (DatagramSocket route = new DatagramSocket()) {
            // Sends nothing: connecting only looks the way up.
            route.connect(new InetSocketAddress(InetAddress.getByName(toPods), 9));
            server = HttpServer.create(new InetSocketAddress(route.getLocalAddress(), 0), 0);
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        host = server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String http(String path) {
        return "http://" + host + path;
    }

    String oci(String reference) {
        return "oci://" + host + "/" + reference;
    }

    void put(String path, byte[] content) {
        files.put(path, content);
    }

    void redirect(String path, String to) {
        redirects.put(path, to);
    }

    /** Lets a tag point to these layers; the second one, if any, is a signature. */
    void push(String repository, String tag, List<byte[]> layers) {
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < layers.size(); i++) {
            String digest = Rollouts.digest(layers.get(i));
            put("/v2/%s/blobs/%s".formatted(repository, digest), layers.get(i));
            json.append(i == 0 ? "" : ",").append("""
                    {"mediaType": "application/zip", "digest": "%s", "size": %d,
                     "annotations": {"org.opencontainers.image.title": "model.zip%s"}}""".formatted(digest, layers.get(i).length, i == 0 ? "" : ".sig"));
        }
        byte[] manifest = """
                {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json", "layers": [%s]}""".formatted(json).getBytes(StandardCharsets.UTF_8);
        put("/v2/%s/manifests/%s".formatted(repository, tag), manifest);
        put("/v2/%s/manifests/%s".formatted(repository, Rollouts.digest(manifest)), manifest);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] content = files.get(path);
        if (redirects.containsKey(path)) {
            exchange.getResponseHeaders().add("Location", redirects.get(path));
            exchange.sendResponseHeaders(302, -1);
        } else if (content == null) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
