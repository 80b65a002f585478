package dev.plumbline.rollout;

import java.time.Instant;
import java.util.List;

/**
 * All that the machine looks at.
 *
 * @param verification of the attempt in the record; of no meaning once the record says that it is over
 */
public record Facts(Wanted wanted, Intent intent, List<PodReport> pods, Verification verification, Instant now) {

    public Facts {
        pods = List.copyOf(pods);
    }
}
