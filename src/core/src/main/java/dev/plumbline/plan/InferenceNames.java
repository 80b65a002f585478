package dev.plumbline.plan;

/**
 * Every object name that follows from the name of a {@code ModelRollout}, which rule PHY-16 bounds to 40 characters.
 *
 * @param rollout the name of the ModelRollout
 */
public record InferenceNames(String rollout) {

    /** Deployment, Service, ServiceAccount, Role, RoleBinding, disruption budget and autoscaler. */
    public String inference() {
        return rollout + "-inference";
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
