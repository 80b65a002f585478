package dev.plumbline.rollout;

import java.time.Instant;
import java.util.List;

/** All that the machine looks at. */
public record Facts(Wanted wanted, Intent intent, List<PodReport> pods, Instant now) {

    public Facts {
        pods = List.copyOf(pods);
    }
}
