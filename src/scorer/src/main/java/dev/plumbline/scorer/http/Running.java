package dev.plumbline.scorer.http;

import dev.plumbline.scorer.ScorerSettings;
import dev.plumbline.scorer.drain.Draining;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Opens the public port, and lets the Pod go without a failed request. On SIGTERM it is not ready any more and still
 * answers, closing each connection after its answer; when the delay is over it stops to listen, closes the connections
 * that nobody uses, and waits for the rest.
 */
@Singleton
class Running {

    private static final Logger LOG = Logger.getLogger(Running.class);

    /** A client may just have opened a connection or be about to use it again: for so long it is left alone. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final PublicServer server;
    private final ScoringExecutor executor;
    private final Draining draining;
    private final Duration timeout;

    Running(PublicServer server, ScoringExecutor executor, Draining draining, ScorerSettings settings) {
        this.server = server;
        this.executor = executor;
        this.draining = draining;
        this.timeout = settings.drainTimeout();
    }

    void open(@Observes StartupEvent event) throws InterruptedException, ExecutionException, TimeoutException {
        server.start().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        LOG.infof("scoring on port %d, sockets by %s, %s", server.port(), server.sockets(), server.turns());
    }

    void begin(@Observes ShutdownDelayInitiatedEvent event) {
        draining.begin();
    }

    void finish(@Observes ShutdownEvent event) throws InterruptedException {
        draining.begin();
        server.stopListening();
        long deadline = System.nanoTime() + timeout.toNanos();
        while ((server.connections() > 0 || executor.inFlight() > 0) && System.nanoTime() < deadline) {
            server.closeQuiet(QUIET);
            TimeUnit.MILLISECONDS.sleep(50);
        }
        if (server.connections() > 0 || executor.inFlight() > 0) {
            LOG.warnf(
                    "%d connections and %d requests were still there after %s",
                    server.connections(), executor.inFlight(), timeout);
        }
        try {
            server.stop().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            LOG.warn("the public port could not be closed", failed);
        }
    }
}
