package dev.plumbline.plan;

import java.util.LinkedHashMap;
import java.util.Map;

/** Patroni's configuration: the file that each Pod starts with, and the part that lives in the cluster's own store. */
public final class PatroniSettings {
    public static final String FILE = "patroni.yml";
    public static final String POST_INIT = "post-init.sh";
    static final String DATA_MOUNT = "/var/lib/postgresql/data";

    private PatroniSettings() {}

    /**
     * The settings that Patroni reads from its store. The file only seeds them when the database is born; afterwards
     * they are changed through {@code PATCH /config}, and this is what that document should say. Keys are those of
     * Patroni, all at the top level.
     */
    public static Map<String, Object> dynamic(ValidPlatform.Postgres postgres) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("ttl", postgres.failover().ttlSeconds());
        all.put("loop_wait", postgres.failover().loopWaitSeconds());
        all.put("retry_timeout", postgres.failover().retryTimeoutSeconds());
        // A standby that is behind by more than 1 MiB of write-ahead log is never promoted.
        all.put("maximum_lag_on_failover", 1_048_576);
        all.put("synchronous_mode", postgres.synchronousStandbys() > 0);
        all.put("synchronous_mode_strict", postgres.strict());
        all.put("synchronous_node_count", Math.max(1, postgres.synchronousStandbys()));
        Map<String, Object> server = new LinkedHashMap<>();
        server.put("use_pg_rewind", true);
        server.put("use_slots", true);
        // Patroni takes this one from its store alone, since it must never be smaller on a standby than on its primary.
        server.put("parameters", Map.of("max_connections", postgres.maxConnections()));
        all.put("postgresql", server);
        return all;
    }

    /**
     * What must be sent to Patroni so that its store says what is wanted; empty when it does. Keys that the store has
     * besides are left alone.
     *
     * @param found the store's document, with numbers as {@link Integer} and nested documents as maps
     */
    public static Map<String, Object> difference(Map<String, Object> wanted, Map<String, ?> found) {
        Map<String, Object> patch = new LinkedHashMap<>();
        wanted.forEach((key, value) -> {
            Object there = found.get(key);
            if (value instanceof Map<?, ?> nested && there instanceof Map<?, ?> nestedThere) {
                Map<String, Object> inner = difference(keyed(nested), keyed(nestedThere));
                if (!inner.isEmpty()) {
                    patch.put(key, inner);
                }
            } else if (!value.equals(there)) {
                patch.put(key, value);
            }
        });
        return patch;
    }

    private static Map<String, Object> keyed(Map<?, ?> map) {
        Map<String, Object> keyed = new LinkedHashMap<>();
        map.forEach((key, value) -> keyed.put(String.valueOf(key), value));
        return keyed;
    }

    /** The file. Nothing in it is secret: passwords reach Patroni through its environment. */
    static String file(ValidPlatform platform) {
        return bootstrap(platform.postgres()) + running(platform);
    }

    private static String bootstrap(ValidPlatform.Postgres postgres) {
        StringBuilder dynamic = new StringBuilder();
        write(dynamic, dynamic(postgres), "    ");
        return """
                bootstrap:
                  dcs:
                %s  initdb:
                    - encoding: UTF8
                    - locale: C.UTF-8
                    - data-checksums
                    - auth-host: scram-sha-256
                    - auth-local: scram-sha-256
                  post_init: /etc/patroni/%s
                """.formatted(dynamic, POST_INIT);
    }

    @SuppressWarnings("unchecked")
    private static void write(StringBuilder out, Map<String, Object> settings, String indent) {
        settings.forEach((key, value) -> {
            if (value instanceof Map<?, ?> nested) {
                out.append(indent).append(key).append(":\n");
                write(out, (Map<String, Object>) nested, indent + "  ");
            } else {
                out.append(indent).append(key).append(": ").append(value).append('\n');
            }
        });
    }

    /**
     * The part that a restarted Pod obeys; its digest stands on the Pod template. Every connection needs a password but
     * that of the superuser over the socket, which lies in a directory that only this container has. A new standby asks
     * for its checkpoint at once; the default spreads it over minutes, in which strict replication would block writes.
     */
    static String running(ValidPlatform platform) {
        ValidPlatform.Postgres postgres = platform.postgres();
        String scope = Names.of(platform).postgres();
        return """
                scope: %1$s
                kubernetes:
                  namespace: %2$s
                  use_endpoints: true
                  bypass_api_service: false
                  scope_label: %3$s
                  role_label: %4$s
                  labels:
                    %5$s: %6$s
                    %7$s: %8$s
                  ports:
                    - name: postgres
                      port: %9$d
                restapi:
                  listen: 0.0.0.0:%10$d
                postgresql:
                  listen: 0.0.0.0:%9$d
                  bin_dir: /usr/lib/postgresql/%11$s/bin
                  data_dir: %12$s/pgdata
                  pgpass: /tmp/pgpass
                  create_replica_methods: [basebackup]
                  basebackup:
                    - checkpoint: fast
                  use_unix_socket: true
                  use_unix_socket_repl: true
                  parameters:
                    unix_socket_directories: /var/run/postgresql
                    password_encryption: scram-sha-256
                    shared_buffers: %13$dMB
                  pg_hba:
                    - local all postgres peer
                    - local all all scram-sha-256
                    - local replication all scram-sha-256
                    - host replication replicator all scram-sha-256
                    - host all all all scram-sha-256
                """.formatted(
                        scope,
                        platform.namespace(),
                        Labels.PATRONI_SCOPE,
                        Labels.PATRONI_ROLE,
                        Labels.COMPONENT,
                        Component.POSTGRES.label(),
                        Labels.PLATFORM,
                        platform.name(),
                        Ports.POSTGRES,
                        Ports.PATRONI,
                        major(postgres.version()),
                        DATA_MOUNT,
                        sharedBuffersMebibytes(postgres.compute().memoryBytes()));
    }

    /** A quarter of the memory, as the Postgres manual advises for a server of its own. */
    private static long sharedBuffersMebibytes(long memoryBytes) {
        return Math.max(16, memoryBytes / 4 / (1024 * 1024));
    }

    /** Debian keeps each major version in a folder of its own. */
    private static String major(String version) {
        return version.split("[.-]", 2)[0];
    }

    /**
     * Runs once, when the database is born, with the superuser's connection as its argument. The password goes from the
     * environment into psql, and the statements are kept out of the log. There is no standby yet, so no commit may wait
     * for one.
     */
    static String postInit(ValidPlatform.Postgres postgres) {
        StringBuilder extensions = new StringBuilder();
        postgres.extensions()
                .forEach(each -> extensions.append("CREATE EXTENSION IF NOT EXISTS \"%s\";\n".formatted(each)));
        return """
                #!/bin/sh
                set -eu
                export PGOPTIONS='-c synchronous_commit=local -c log_statement=none -c log_min_error_statement=panic'
                psql -X -q -v ON_ERROR_STOP=1 -d "$1" <<'SQL'
                \\getenv app_user APP_USERNAME
                \\getenv app_password APP_PASSWORD
                \\getenv app_database APP_DATABASE
                CREATE ROLE :"app_user" LOGIN PASSWORD :'app_password';
                CREATE DATABASE :"app_database" OWNER :"app_user";
                \\connect :"app_database"
                REVOKE ALL ON SCHEMA public FROM PUBLIC;
                GRANT ALL ON SCHEMA public TO :"app_user";
                -- An extension that the image lacks must not keep the database from being born.
                \\set ON_ERROR_STOP 0
                %sSQL
                """.formatted(extensions);
    }
}
