package dev.plumbline.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * What a store wants to know of who asks, and how the store is known in turn. Each value is read when it is needed, so
 * that a Secret that is renewed is seen without a restart.
 *
 * @param folder the Secret as Kubernetes mounts it: one file a key; absent where there is none
 * @param ca certificates of authorities that are trusted beside the usual ones; absent: {@code ca.crt} of the folder
 * @param environment where what the folder lacks is looked for, for object stores only
 */
public record StoreSecret(Optional<Path> folder, Optional<Path> ca, Map<String, String> environment) {

    private static final int MAX_BYTES = 1 << 20;

    public StoreSecret {
        environment = Map.copyOf(environment);
    }

    /** No credentials, and the authorities that every Java knows. */
    public static StoreSecret none() {
        return new StoreSecret(Optional.empty(), Optional.empty(), Map.of());
    }

    S3Settings s3() throws FetchException {
        Map<String, String> given = new HashMap<>();
        for (String name : S3Settings.NAMES) {
            read(name).ifPresent(value -> given.put(name, value));
        }
        // What belongs together is of one place: the key of the Secret does not fit what the environment holds.
        Map<String, String> all = new HashMap<>(environment);
        if (given.containsKey(S3Settings.KEY)) {
            all.keySet().removeAll(S3Settings.OF_THE_KEY);
        }
        if (S3Settings.ENDPOINTS.stream().anyMatch(given::containsKey)) {
            all.keySet().removeAll(S3Settings.ENDPOINTS);
        }
        all.putAll(given);
        return S3Settings.of(all::get);
    }

    /** For a web store: a bearer {@code token}, or {@code username} and {@code password}. */
    Optional<String> authorization() throws FetchException {
        Optional<String> token = read("token");
        return token.isPresent() ? token.map("Bearer "::concat) : basic();
    }

    /** @param registry host and port; a Secret of docker's kind holds one entry for each */
    Optional<String> registryLogin(String registry) throws FetchException {
        Optional<String> docker = read(".dockerconfigjson");
        return docker.isPresent() ? DockerConfig.login(docker.get(), registry).map(StoreSecret::basic) : basic();
    }

    SSLSocketFactory tls() throws FetchException {
        Optional<Path> own = ca.or(() -> folder.map(f -> f.resolve("ca.crt")).filter(Files::isRegularFile));
        return own.isPresent()
                ? Trust.withAuthorities(bytes(own.get())).getSocketFactory()
                : (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    private Optional<String> basic() throws FetchException {
        Optional<String> user = read("username");
        Optional<String> password = read("password");
        return user.isPresent() && password.isPresent()
                ? Optional.of(basic(user.get() + ":" + password.get()))
                : Optional.empty();
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<String> read(String key) throws FetchException {
        Optional<Path> file = folder.map(f -> f.resolve(key)).filter(Files::isRegularFile);
        return file.isEmpty()
                ? Optional.empty()
                : Optional.of(new String(bytes(file.get()), StandardCharsets.UTF_8).strip())
                        .filter(text -> !text.isEmpty());
    }

    private static byte[] bytes(Path file) throws FetchException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length <= MAX_BYTES) {
                return content;
            }
        } catch (IOException unreadable) {
            throw new FetchException("a key of the store's Secret cannot be read");
        }
        throw new FetchException("a key of the store's Secret is larger than %d bytes".formatted(MAX_BYTES));
    }

    @Override
    public String toString() {
        return "StoreSecret[%s]".formatted(folder.isPresent() ? "given, hidden" : "none");
    }
}
