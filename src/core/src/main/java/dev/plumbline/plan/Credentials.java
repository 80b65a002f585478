package dev.plumbline.plan;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The Secrets of a platform. They are created when they are missing and never written again: the database keeps its
 * passwords in its volumes, so a Secret that was made anew would lock its owner out. For the same reason the Postgres
 * Secrets outlive the platform where the volumes do.
 */
public final class Credentials {
    public static final String USERNAME = "username";
    public static final String PASSWORD = "password";
    public static final String DATABASE = "database";

    /** A fragment of redis.conf, since Redis can read its password from a file but not from its environment. */
    static final String REDIS_AUTH = "auth.conf";

    /** Another fragment: what the inference Pods may do in Redis. */
    static final String REDIS_ACL = "acl.conf";

    /** Whom Redis knows the inference Pods as. */
    static final String SCORER = "scorer";

    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9]{16,128}");

    private Credentials() {}

    /** The Secrets that the platform needs, in a fixed order. */
    public static List<Secret> of(ValidPlatform platform, SecretValues values) {
        Names names = Names.of(platform);
        String redis = password(names.redis(), values);
        return List.of(
                login(platform, names.superuserSecret(), Component.POSTGRES, "postgres", values),
                login(platform, names.replicationSecret(), Component.POSTGRES, "replicator", values),
                login(platform, names.patroniSecret(), Component.POSTGRES, "plumbline", values),
                app(platform, names, values),
                secret(
                        platform,
                        names.redis(),
                        Component.REDIS,
                        Map.of(PASSWORD, redis, REDIS_AUTH, "requirepass %1$s\nmasterauth %1$s\n".formatted(redis))),
                scorer(platform, names, values));
    }

    /** Its own keys and five commands: no scripts, no other user's keys, no look at what there is. */
    private static Secret scorer(ValidPlatform platform, Names names, SecretValues values) {
        String password = password(names.redisScorer(), values);
        return secret(
                platform,
                names.redisScorer(),
                Component.REDIS,
                Map.of(
                        USERNAME,
                        SCORER,
                        PASSWORD,
                        password,
                        REDIS_ACL,
                        "user %s on >%s resetkeys ~plumbline:* resetchannels -@all +get +mget +set +ping +hello\n"
                                .formatted(SCORER, password)));
    }

    private static Secret login(
            ValidPlatform platform, String name, Component component, String user, SecretValues values) {
        return secret(platform, name, component, Map.of(USERNAME, user, PASSWORD, password(name, values)));
    }

    private static Secret app(ValidPlatform platform, Names names, SecretValues values) {
        String password = password(names.appSecret(), values);
        return secret(
                platform,
                names.appSecret(),
                Component.POSTGRES,
                Map.of(
                        USERNAME,
                        "app",
                        PASSWORD,
                        password,
                        DATABASE,
                        "app",
                        "host",
                        names.postgres(),
                        "port",
                        Integer.toString(Ports.POSTGRES)));
    }

    private static Secret secret(
            ValidPlatform platform, String name, Component component, Map<String, String> content) {
        return new SecretBuilder()
                .withMetadata(Services.meta(platform, name, Labels.of(platform.name(), component)))
                .withType("Opaque")
                // Sorted, since an unordered map would plan other bytes in each process.
                .withStringData(new TreeMap<>(content))
                .build();
    }

    private static String password(String name, SecretValues values) {
        String password = values.password(name);
        if (!SAFE.matcher(password).matches()) {
            throw new IllegalArgumentException("password for Secret " + name + " must be 16 to 128 letters and digits");
        }
        return password;
    }
}
