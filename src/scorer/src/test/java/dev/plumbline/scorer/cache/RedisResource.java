package dev.plumbline.scorer.cache;

import dev.plumbline.testcluster.RedisServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A Redis as the platform sets it up: a user with a password and keys of its own. Without one the test skips itself. */
public final class RedisResource implements QuarkusTestResourceLifecycleManager {

    private RedisServer redis;
    private Path password;

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(Map.of("plumbline.cache.mode", "always"));
        if (!RedisServer.isInstalled()) {
            return settings;
        }
        redis = RedisServer.launch(
                "requirepass another",
                "user scorer on >word resetkeys ~plumbline:* -@all +get +mget +set +ping +hello");
        try {
            password = Files.writeString(Files.createTempFile("redis", ".password"), "word\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        settings.put("plumbline.cache.redis-host", "127.0.0.1");
        settings.put("plumbline.cache.redis-port", Integer.toString(redis.port()));
        settings.put("plumbline.cache.redis-user", "scorer");
        settings.put("plumbline.cache.redis-password-file", password.toString());
        // Nobody waits so long for a Redis that is well; a shorter one would be missed by a machine that other work
        // stops.
        settings.put("plumbline.cache.deadline", "1s");
        return settings;
    }

    @Override
    public void stop() {
        if (redis != null) {
            redis.close();
            password.toFile().delete();
        }
    }
}
