package dev.plumbline.operator;

import io.javaoperatorsdk.operator.Operator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive as long as every watch works or has been broken for less than {@link #PATIENCE}. A watch that does not come
 * back by itself (half-open connection, stopped informer) is mended by a new process; an API server that is away for a
 * minute is not a reason to restart.
 */
@Liveness
@ApplicationScoped
class OperatorHealth implements HealthCheck {

    static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Operator operator;
    private final Clock clock;
    private final AtomicReference<Instant> brokenSince = new AtomicReference<>();

    @Inject
    OperatorHealth(Operator operator, Clock clock) {
        this.operator = operator;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        var broken = new TreeSet<String>();
        if (operator.getRuntimeInfo().isStarted()) {
            operator.getRuntimeInfo().getRegisteredControllers().forEach(controller -> controller
                    .getControllerHealthInfo()
                    .unhealthyEventSources()
                    .keySet()
                    .forEach(source -> broken.add(controller.getConfiguration().getName() + "/" + source)));
        }
        Instant now = clock.instant();
        Instant since = broken.isEmpty() ? null : brokenSince.updateAndGet(first -> first == null ? now : first);
        if (since == null) {
            brokenSince.set(null);
        }
        boolean alive = since == null || Duration.between(since, now).compareTo(PATIENCE) < 0;
        var response = HealthCheckResponse.named("watches").status(alive);
        if (!broken.isEmpty()) {
            response.withData("broken", String.join(", ", broken)).withData("since", since.toString());
        }
        return response.build();
    }
}
