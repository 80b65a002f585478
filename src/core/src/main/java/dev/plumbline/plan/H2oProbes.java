package dev.plumbline.plan;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;

/** When an H2O node counts as started, as the leader, and as alive. */
final class H2oProbes {
    /** Added to the look-up time before a node whose cloud did not form is begun again. */
    private static final int START_SLACK_SECONDS = 300;

    private static final int STARTUP_PERIOD_SECONDS = 2;

    private H2oProbes() {}

    /**
     * Holds the readiness probe back until the cloud has its full size. Before that every node stands alone for some
     * seconds, calls itself the leader, and would be reached through the client Service; the first import into it would
     * lock it against its peers.
     *
     * <p>The leader tells the size of its cloud. A follower refuses (403). Its probe port would be no witness: there a
     * node answers 404 as soon as it has read the addresses of its peers, before there is a cloud. An answer that asks for a login
     * (401) comes from a node that has started. An image without bash is not judged.
     */
    static Probe started(ValidPlatform.H2o h2o) {
        String script = """
                command -v bash >/dev/null || exit 0
                exec timeout 4 bash -c '
                exec 3<>/dev/tcp/127.0.0.1/%1$d || exit 1
                printf "GET /3/Cloud?skip_ticks=true HTTP/1.0\\r\\n\\r\\n" >&3
                case "$(cat <&3)" in
                  HTTP/1.?" 401"*|HTTP/1.?" 403"*|*"\\"cloud_size\\":%2$d,"*"\\"consensus\\":true,"*) exit 0;;
                esac
                exit 1' 2>/dev/null
                """.formatted(Ports.H2O, h2o.nodes());
        int seconds = h2o.lookupTimeoutSeconds() + START_SLACK_SECONDS;
        return new ProbeBuilder()
                .withNewExec()
                .withCommand("sh", "-c", script)
                .endExec()
                .withPeriodSeconds(STARTUP_PERIOD_SECONDS)
                .withTimeoutSeconds(5)
                .withFailureThreshold(seconds / STARTUP_PERIOD_SECONDS)
                .build();
    }

    static Probe leads() {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath("/kubernetes/isLeaderNode")
                .withPort(new IntOrString(Ports.H2O_PROBE))
                .endHttpGet()
                .withPeriodSeconds(2)
                .withTimeoutSeconds(5)
                // A leader that pauses for a garbage collection may miss some before clients are turned away.
                .withFailureThreshold(5)
                .build();
    }

    /**
     * A connection is accepted by the kernel even while the JVM stands in a long garbage collection or all its threads
     * are training, so a busy node is never killed; killing one would cost every frame of the cloud. What this does see
     * is a process whose port is gone.
     */
    static Probe alive() {
        return new ProbeBuilder()
                .withNewTcpSocket()
                .withPort(new IntOrString(Ports.H2O_PROBE))
                .endTcpSocket()
                .withPeriodSeconds(30)
                .withTimeoutSeconds(10)
                .withFailureThreshold(10)
                .build();
    }
}
