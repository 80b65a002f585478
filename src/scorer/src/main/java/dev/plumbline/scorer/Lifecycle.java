package dev.plumbline.scorer;

import dev.plumbline.mojo.Deserialization;
import dev.plumbline.scorer.cache.PredictionCache;
import dev.plumbline.scorer.live.RolloutAgent;
import dev.plumbline.scorer.measure.Heartbeat;
import dev.plumbline.scorer.measure.Traffic;
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
            Traffic traffic,
            ScorerSettings settings) {
        Deserialization.close();
        agent.begin();
        cache.begin();
        Heartbeat.start(traffic, threads.heart());
        threads.timer()
                .scheduleWithFixedDelay(agent::poll, 0, settings.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
    }
}
