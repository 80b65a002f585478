package dev.plumbline.scorer;

import dev.plumbline.scorer.live.RolloutAgent;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** The probes of the management port. */
class Health {

    /** Ready when clients may be sent here: the live model serves. */
    @Produces
    @Readiness
    HealthCheck model(RolloutAgent agent) {
        return () -> {
            String doubt = agent.doubt();
            var check = HealthCheckResponse.named("live model").status(doubt.isEmpty());
            return (doubt.isEmpty() ? check : check.withData("because", doubt)).build();
        };
    }

    /** Alive as long as it answers: a Pod without a model waits, and a restart would not help it. */
    @Produces
    @Liveness
    HealthCheck process() {
        return () -> HealthCheckResponse.up("process");
    }

    @Produces
    @Startup
    HealthCheck server() {
        return () -> HealthCheckResponse.up("server");
    }
}
