package dev.plumbline.plan;

import dev.plumbline.rollout.Colour;

/**
 * Every object name that follows from the name of a {@code ModelRollout}, which rule PHY-16 bounds to 40 characters.
 *
 * @param rollout the name of the ModelRollout
 */
public record InferenceNames(String rollout) {

    /** Service, ServiceAccount, Role and RoleBinding; of the blue Pods, Deployment, disruption budget and autoscaler. */
    public String inference() {
        return rollout + "-inference";
    }

    /** Deployment, disruption budget and autoscaler of one colour. */
    public String inference(Colour colour) {
        return colour == Colour.BLUE ? inference() : inference() + "-" + colour.word();
    }

    /** The ConfigMap that says which model every Pod must serve. */
    public String epoch() {
        return rollout + "-epoch";
    }

    /** The network policy of the Jobs that look at artifacts, and the beginning of their names. */
    public String verify() {
        return rollout + "-verify";
    }

    /** The Secret with the token of the management port. */
    public String admin() {
        return rollout + "-admin";
    }
}
