package dev.plumbline.rollout;

import java.util.Optional;

/** The Deployment beside the one that clients are sent to. */
public record Standby(ModelVersion model, Template template, Stage stage) {

    public enum Stage {
        /** The artifact is looked at; there is no Deployment yet. */
        PLANNED,
        /** Its Pods load and warm the model, and are not Ready. */
        PREPARING,
        /** Its Pods serve the model in the epoch to come; no client is sent to them. */
        SERVING,
        /** Clients were sent to it before the switch: the way back. */
        KEPT
    }

    /** Whether there is to be a Deployment. */
    public boolean exists() {
        return stage != Stage.PLANNED;
    }

    boolean isKept() {
        return stage == Stage.KEPT;
    }

    Standby at(Stage next) {
        return new Standby(model, template, next);
    }

    /** @param goal absent: any template will do */
    boolean isFor(ModelVersion wanted, Optional<Template> goal) {
        return model.sameAs(wanted) && goal.filter(g -> !g.sameAs(template)).isEmpty();
    }
}
