package dev.plumbline.scorer.http;

import dev.plumbline.scorer.ScorerSettings;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Lets a Pod go without a failed request. From SIGTERM on, each answer asks its client to close the connection, so that
 * clients with kept-alive connections find another Pod; when the delay is over, the requests in flight are waited for.
 */
@Singleton
class Drain {

    private static final Logger LOG = Logger.getLogger(Drain.class);

    private final ScorerSettings settings;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile boolean draining;

    Drain(ScorerSettings settings) {
        this.settings = settings;
    }

    void follow(RoutingContext context) {
        inFlight.incrementAndGet();
        context.addEndHandler(ended -> inFlight.decrementAndGet());
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
        while (inFlight.get() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
        if (inFlight.get() > 0) {
            LOG.warnf("%d requests were still in flight after %s", inFlight.get(), settings.drainTimeout());
        }
    }
}
