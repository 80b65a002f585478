package dev.plumbline.scorer.http;

import dev.plumbline.scorer.ScorerSettings;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Lets a Pod go without a failed request. From SIGTERM on, each answer asks its client to close the connection, so that
 * clients with kept-alive connections find another Pod; when the delay is over, the requests in flight are waited for.
 */
@Singleton
class Drain {

    private static final Logger LOG = Logger.getLogger(Drain.class);

    /** Between the end of the last scoring and the last byte of its answer on the wire. */
    private static final long FLUSH_MILLISECONDS = 200;

    private final ScorerSettings settings;
    private final ScoringExecutor executor;
    private volatile boolean draining;

    Drain(ScorerSettings settings, ScoringExecutor executor) {
        this.settings = settings;
        this.executor = executor;
    }

    void follow(RoutingContext context) {
        if (draining) {
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
        }
        context.next();
    }

    void begin(@Observes ShutdownDelayInitiatedEvent event) {
        draining = true;
    }

    void finish(@Observes ShutdownEvent event) throws InterruptedException {
        draining = true;
        long deadline = System.nanoTime() + settings.drainTimeout().toNanos();
        while (executor.inFlight() > 0 && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        if (executor.inFlight() > 0) {
            LOG.warnf("%d requests were still in flight after %s", executor.inFlight(), settings.drainTimeout());
        }
        TimeUnit.MILLISECONDS.sleep(FLUSH_MILLISECONDS);
    }
}
