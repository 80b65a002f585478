package dev.plumbline.status;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.MicroTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Events say of an object whose status says nothing. Their sentences are passed on where they consist of names; of
 * others only the reason is, since what a driver or a hook writes may repeat values.
 */
final class Warnings {

    /**
     * A kubelet tries each volume again within 122 seconds. What was not said again in this time before the latest word
     * is over; all else is told together, so that the text does not depend on which was tried last.
     */
    private static final Duration SAID_AGAIN = Duration.ofSeconds(180);

    private static final String NAME = "[a-z0-9.-]{1,253}";
    private static final Pattern VOLUME = Pattern.compile("for volume \"(" + NAME + ")\"");
    private static final Pattern ABSENT = Pattern.compile("(?:secret|configmap|persistentvolumeclaim) \"" + NAME
            + "\" not found|references non-existent (?:secret|config) key: [A-Za-z0-9._-]{1,253}");

    /** Before these are over no container of a Pod is begun, and its status names none of them. */
    private static final Set<String> BEFORE_CONTAINERS =
            Set.of("FailedMount", "FailedMapVolume", "FailedAttachVolume", "FailedCreatePodSandBox", "NetworkNotReady");

    private Warnings() {}

    /** Why the Pod's volumes or its sandbox are not there; empty when no Event speaks of that. */
    static Optional<PodState.NotCreatable> unmounted(List<Event> events) {
        List<Event> lately = lately(events.stream()
                .filter(e -> BEFORE_CONTAINERS.contains(e.getReason()))
                .toList());
        List<Event> telling = lately.stream().filter(e -> !cause(e).isEmpty()).toList();
        String causes =
                telling.stream().map(Warnings::cause).distinct().sorted().collect(Collectors.joining("; "));
        return (telling.isEmpty() ? lately : telling)
                .stream()
                        .map(Event::getReason)
                        .min(Comparator.naturalOrder())
                        .map(reason ->
                                new PodState.NotCreatable(reason, causes.isEmpty() ? "its Events say more" : causes));
    }

    private static List<Event> lately(List<Event> events) {
        Instant latest =
                events.stream().map(Warnings::at).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
        return events.stream()
                .filter(e -> at(e).plus(SAID_AGAIN).isAfter(latest))
                .toList();
    }

    /** The latest, as the API server refused it; empty when there is none or nothing of it can be passed on. */
    static String refusal(List<Event> events) {
        return events.stream()
                .max(Comparator.comparing(Warnings::at).thenComparing(Warnings::text))
                .map(e -> Refusals.told(text(e)))
                .orElse("");
    }

    private static String cause(Event event) {
        String text = text(event);
        Matcher absent = ABSENT.matcher(text);
        if (!absent.find()) {
            return "";
        }
        Matcher volume = VOLUME.matcher(text);
        return volume.find() ? "volume " + volume.group(1) + ": " + absent.group() : absent.group();
    }

    private static String text(Event event) {
        return Objects.requireNonNullElse(event.getMessage(), "");
    }

    /** Old recorders count one Event up, new ones keep its series. */
    private static Instant at(Event event) {
        return Stream.of(
                        event.getLastTimestamp(),
                        Optional.ofNullable(event.getSeries())
                                .map(series -> series.getLastObservedTime())
                                .map(MicroTime::getTime)
                                .orElse(null),
                        Optional.ofNullable(event.getEventTime())
                                .map(MicroTime::getTime)
                                .orElse(null),
                        event.getMetadata() == null ? null : event.getMetadata().getCreationTimestamp())
                .filter(Objects::nonNull)
                .map(Instant::parse)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }
}
