package dev.plumbline.scorer;

import dev.plumbline.mojo.Deserialization;
import dev.plumbline.scorer.cache.PredictionCache;
import dev.plumbline.scorer.live.RolloutAgent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.TimeUnit;

/** Starts the polling of the live state. */
class Lifecycle {

    void start(
            @Observes StartupEvent event,
            RolloutAgent agent,
            Threads threads,
            PredictionCache cache,
            ScorerSettings settings) {
        Deserialization.close();
        agent.begin();
        cache.begin();
        threads.timer()
                .scheduleWithFixedDelay(agent::poll, 0, settings.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
    }
}
