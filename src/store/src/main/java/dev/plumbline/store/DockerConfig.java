package dev.plumbline.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** The file of logins that docker and every tool after it writes, as a Secret of type dockerconfigjson holds it. */
final class DockerConfig {

    private DockerConfig() {}

    /** User and password of a registry, with a colon between them; empty when the file has none for it. */
    static Optional<String> login(String json, String registry) throws FetchException {
        JsonNode auths = Json.read(json.getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> new FetchException("the store's Secret holds a .dockerconfigjson that is no JSON"))
                .path("auths");
        for (Map.Entry<String, JsonNode> entry : auths.properties()) {
            if (host(entry.getKey()).equalsIgnoreCase(registry)) {
                return pair(entry.getValue());
            }
        }
        return Optional.empty();
    }

    /** Entries are written as a host, or as the address of its API. */
    private static String host(String key) {
        return key.replaceFirst("^https?://", "").replaceFirst("/.*", "");
    }

    private static Optional<String> pair(JsonNode entry) throws FetchException {
        String user = entry.path("username").asText("");
        String password = entry.path("password").asText("");
        if (!user.isEmpty() && !password.isEmpty()) {
            return Optional.of(user + ":" + password);
        }
        try {
            String pair =
                    new String(Base64.getDecoder().decode(entry.path("auth").asText("")), StandardCharsets.UTF_8);
            return Optional.of(pair).filter(text -> text.contains(":"));
        } catch (IllegalArgumentException malformed) {
            throw new FetchException("the store's Secret holds a login that is not base64");
        }
    }
}
