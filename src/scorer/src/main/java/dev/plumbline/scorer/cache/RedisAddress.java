package dev.plumbline.scorer.cache;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Where Redis is and who asks.
 *
 * @param user absent: the default user
 * @param passwordFile read at each connection, so that a new password counts at the next
 */
public record RedisAddress(String host, int port, Optional<String> user, Optional<Path> passwordFile) {

    private static final Logger LOG = Logger.getLogger(RedisAddress.class);

    /** As the client library wants it. The password is not in it: addresses turn up in messages. */
    String uri() {
        // The library takes a user before an @ only together with a password.
        String query = user.map(name -> "?user=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                .orElse("");
        return "redis://" + host + ":" + port + "/" + query;
    }

    /** Empty without a file, and while it cannot be read: the connection is then refused, and requests are scored. */
    Optional<String> password() {
        return passwordFile.flatMap(file -> {
            try {
                return Optional.of(Files.readString(file).strip());
            } catch (IOException unreadable) {
                LOG.warn("the password of Redis cannot be read");
                return Optional.empty();
            }
        });
    }
}
