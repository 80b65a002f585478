package dev.plumbline.rollout;

import java.util.Optional;

/**
 * Which of the two Deployments there are and what their Pods are made from.
 *
 * @param live clients are sent to it
 * @param turned the epoch that began when clients were sent to the other Deployment; 0: never
 * @param template of the live one; absent while it was not written down yet
 */
public record Sides(Colour live, long turned, Optional<Template> template, Optional<Standby> standby) {

    /** One Deployment, as every rollout begins. */
    public static Sides only(Colour live) {
        return new Sides(live, 0, Optional.empty(), Optional.empty());
    }

    Sides with(Optional<Standby> other) {
        return new Sides(live, turned, template, other);
    }

    Sides made(Template from) {
        return new Sides(live, turned, Optional.of(from), standby);
    }

    /** Clients are sent to the other one; what they leave is kept. */
    Sides switched(ModelVersion left, long epoch) {
        Standby next = standby.orElseThrow();
        var kept = new Standby(left, template.orElseThrow(), Standby.Stage.KEPT);
        return new Sides(live.other(), epoch, Optional.of(next.template()), Optional.of(kept));
    }
}
