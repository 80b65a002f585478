package dev.plumbline.views.process;

import dev.plumbline.api.CircuitBreakerSpec;
import dev.plumbline.api.ExecutorSpec;
import dev.plumbline.api.ServingSpec;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.ProfileDefaults;
import dev.plumbline.views.RolloutSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.View;

/** PRO-03: overload turns requests away instead of keeping them. */
public final class BoundedQueue extends Rule {

    /** Past anything that one Pod can answer in time. */
    private static final int MOST_WAITING = 100_000;

    private static final int MOST_THREADS = 256;

    public BoundedQueue() {
        super(RuleCard.firm(
                "PRO-03",
                View.PROCESS,
                Gate.CRD,
                "Unbounded or useless queue",
                "executor.queueCapacity is not 1-100000, executor.threads not 1-256, or circuitBreaker.queueDepth is below"
                        + " 1 or over the capacity.",
                """
                A queue without a bound turns overload into a slow death by memory, with every answer too late. A breaker
                deeper than the queue never opens.""",
                "Use threads 2, queueCapacity 200 and queueDepth 160, or leave them out."));
    }

    @Override
    protected void rollout(RolloutSubject subject, Findings out) {
        var executor = subject.serving().map(ServingSpec::executor);
        int capacity = executor.map(ExecutorSpec::queueCapacity).orElse(ProfileDefaults.QUEUE_CAPACITY);
        int threads = executor.map(ExecutorSpec::threads).orElse(ProfileDefaults.EXECUTOR_THREADS);
        if (capacity < 1 || capacity > MOST_WAITING) {
            out.at("spec.serving.executor.queueCapacity")
                    .found(capacity)
                    .allowed("1-" + MOST_WAITING)
                    .says(
                            "executor.queueCapacity %d is no bound; allowed 1-%d, default %d.",
                            capacity, MOST_WAITING, ProfileDefaults.QUEUE_CAPACITY);
        }
        if (threads < 1 || threads > MOST_THREADS) {
            out.at("spec.serving.executor.threads")
                    .found(threads)
                    .allowed("1-" + MOST_THREADS)
                    .says(
                            "executor.threads %d cannot score; allowed 1-%d, default %d.",
                            threads, MOST_THREADS, ProfileDefaults.EXECUTOR_THREADS);
        }
        subject.serving()
                .map(ServingSpec::circuitBreaker)
                .map(CircuitBreakerSpec::queueDepth)
                .ifPresent(depth -> {
                    var draft = out.at("spec.serving.circuitBreaker.queueDepth")
                            .found(depth)
                            .allowed("1-" + capacity);
                    if (depth < 1) {
                        draft.says(
                                "circuitBreaker.queueDepth %d is always open; use at least 1 and at most"
                                        + " executor.queueCapacity.",
                                depth);
                    } else if (depth > capacity && capacity >= 1) {
                        draft.says(
                                "circuitBreaker.queueDepth %d can never trip: executor.queueCapacity is %d.",
                                depth, capacity);
                    }
                });
    }
}
