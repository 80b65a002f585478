package dev.plumbline.plan;

import dev.plumbline.rollout.Colour;
import dev.plumbline.rollout.Sides;
import java.util.Map;

/** Which Deployments a rollout is to have, and what is known of those that run. */
public record InferenceRunning(Sides sides, Map<Colour, InferenceNow> now) {

    public InferenceRunning {
        now = Map.copyOf(now);
    }

    public static InferenceRunning nothing() {
        return blue(InferenceNow.nothing());
    }

    /** One Deployment. */
    static InferenceRunning blue(InferenceNow now) {
        return new InferenceRunning(Sides.only(Colour.BLUE), Map.of(Colour.BLUE, now));
    }

    InferenceNow now(Colour colour) {
        return now.getOrDefault(colour, InferenceNow.nothing());
    }
}
