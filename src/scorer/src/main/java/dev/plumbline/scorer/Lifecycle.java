package dev.plumbline.scorer;

import dev.plumbline.scorer.cache.PredictionCache;
import dev.plumbline.scorer.live.RolloutAgent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import java.io.ObjectInputFilter;
import java.util.concurrent.TimeUnit;

/** Starts the polling of the live state. */
class Lifecycle {

    void start(
            @Observes StartupEvent event,
            RolloutAgent agent,
            Threads threads,
            PredictionCache cache,
            ScorerSettings settings) {
        refuseSerializedObjects();
        agent.begin();
        cache.begin();
        threads.timer()
                .scheduleWithFixedDelay(agent::poll, 0, settings.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Nothing here reads serialized Java objects; a library that is tricked into it finds the door shut. */
    private static void refuseSerializedObjects() {
        if (ObjectInputFilter.Config.getSerialFilter() == null) {
            ObjectInputFilter.Config.setSerialFilter(info -> ObjectInputFilter.Status.REJECTED);
        }
    }
}
