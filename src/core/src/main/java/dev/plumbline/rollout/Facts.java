package dev.plumbline.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that the machine looks at.
 *
 * @param pods of the Deployment that the record calls live
 * @param standby Pods of the other one
 * @param routed where the Service sends clients as far as the API server says
 * @param verification of the attempt in the record; of no meaning once the record says that it is over
 * @param readings what a metrics server says, by the names of the queries; asked only when a measurement is due
 * @param remembered what is known from elsewhere, should the record turn out to be older than the Pods
 * @param hindrances why Pods do not come up
 */
public record Facts(
        Wanted wanted,
        Intent intent,
        List<PodReport> pods,
        List<PodReport> standby,
        Colour routed,
        Verification verification,
        Instant now,
        Map<String, Reading> readings,
        Remembered remembered,
        Hindrances hindrances) {

    public Facts {
        pods = List.copyOf(pods);
        standby = List.copyOf(standby);
        readings = Map.copyOf(readings);
    }

    /** Of a rollout with one Deployment. */
    public Facts(Wanted wanted, Intent intent, List<PodReport> pods, Verification verification, Instant now) {
        this(wanted, intent, pods, List.of(), intent.sides().live(), verification, now);
    }

    /** Without a word of a metrics server. */
    public Facts(
            Wanted wanted,
            Intent intent,
            List<PodReport> pods,
            List<PodReport> standby,
            Colour routed,
            Verification verification,
            Instant now) {
        this(
                wanted,
                intent,
                pods,
                standby,
                routed,
                verification,
                now,
                Map.of(),
                Remembered.nothing(),
                Hindrances.none());
    }

    public Facts reading(Map<String, Reading> said) {
        return new Facts(wanted, intent, pods, standby, routed, verification, now, said, remembered, hindrances);
    }

    public Facts remembering(Remembered what) {
        return new Facts(wanted, intent, pods, standby, routed, verification, now, readings, what, hindrances);
    }

    public Facts hinderedBy(Hindrances what) {
        return new Facts(wanted, intent, pods, standby, routed, verification, now, readings, remembered, what);
    }

    /** The other Deployment's Pods in the place of the live one's. */
    Facts aside() {
        return new Facts(
                wanted,
                intent,
                standby,
                pods,
                routed,
                verification,
                now,
                readings,
                remembered,
                new Hindrances(hindrances.standby(), hindrances.live()));
    }
}
