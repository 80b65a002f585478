package dev.plumbline.operator.rollout;

import dev.plumbline.operator.Failures;
import dev.plumbline.status.PodTroubles;
import dev.plumbline.status.Trouble;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why a Job has no Pod, or a Pod no container: their statuses do not say it, only Events do. The API server
 * reads all Events of the namespace from the store for an answer, so it is asked only where something has
 * stood still for longer than it does by itself, and seldom then.
 */
final class WarningEvents {

    private static final Logger LOG = LoggerFactory.getLogger(WarningEvents.class);

    /** A Job controller makes a Pod in a second, a kubelet its sandbox and volumes in three or four. */
    private static final Duration JOB_PATIENCE = Duration.ofSeconds(5);

    private static final Duration POD_PATIENCE = Duration.ofSeconds(10);

    /** Between two questions about the same object, although it is looked at every second. */
    private static final Duration REST = Duration.ofSeconds(15);

    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Function<HasMetadata, List<Event>> read;
    private final Clock clock;

    /** By UID. Whoever starts anew asks anew: nothing is decided by it. */
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    private record Answer(Instant at, List<Event> events) {
        boolean isOlderThan(Duration age, Instant now) {
            return at.plus(age).isBefore(now);
        }
    }

    WarningEvents(Function<HasMetadata, List<Event>> read, Clock clock) {
        this.read = read;
        this.clock = clock;
    }

    static WarningEvents of(KubernetesClient client, Clock clock) {
        return new WarningEvents(
                object -> client.v1()
                        .events()
                        .inNamespace(object.getMetadata().getNamespace())
                        .withField("involvedObject.uid", object.getMetadata().getUid())
                        .withField("type", "Warning")
                        .list()
                        .getItems(),
                clock);
    }

    /** One for each Pod in trouble. What only Events say is asked of the first such Pod, and told of all. */
    List<Trouble> of(List<Pod> pods) {
        List<Pod> sorted = pods.stream()
                .sorted(Comparator.comparing(p -> p.getMetadata().getName()))
                .toList();
        Optional<List<Event>> said =
                sorted.stream().filter(this::isMute).findFirst().map(this::ask);
        return sorted.stream().flatMap(pod -> trouble(pod, said).stream()).toList();
    }

    private Optional<Trouble> trouble(Pod pod, Optional<List<Event>> said) {
        return PodTroubles.of(pod)
                .or(() -> said.filter(e -> isMute(pod)).flatMap(events -> PodTroubles.of(pod, events)));
    }

    /** Of a Job that has no Pod, once it should have one. */
    Optional<Trouble> uncreated(Job job) {
        boolean late = isBefore(job.getMetadata().getCreationTimestamp(), JOB_PATIENCE);
        return late ? PodTroubles.uncreated(job, ask(job)) : Optional.empty();
    }

    private boolean isMute(Pod pod) {
        return PodTroubles.isBeforeItsContainers(pod)
                && pod.getStatus().getConditions().stream()
                        .filter(c -> "PodScheduled".equals(c.getType()))
                        .map(PodCondition::getLastTransitionTime)
                        .anyMatch(since -> isBefore(since, POD_PATIENCE));
    }

    private boolean isBefore(String since, Duration patience) {
        return since != null && Instant.parse(since).plus(patience).isBefore(clock.instant());
    }

    private List<Event> ask(HasMetadata object) {
        Instant now = clock.instant();
        Answer known = answers.get(object.getMetadata().getUid());
        if (known != null && !known.isOlderThan(REST, now)) {
            return known.events();
        }
        answers.values().removeIf(answer -> answer.isOlderThan(KEPT, now));
        List<Event> events = read(object);
        answers.put(object.getMetadata().getUid(), new Answer(now, events));
        return events;
    }

    /** A round does not fail for want of an explanation. */
    private List<Event> read(HasMetadata object) {
        try {
            return read.apply(object);
        } catch (KubernetesClientException e) {
            LOG.debug("{}: no Events: {}", object.getMetadata().getName(), Failures.describe(e));
            return List.of();
        }
    }
}
