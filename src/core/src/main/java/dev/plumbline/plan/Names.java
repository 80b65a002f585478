package dev.plumbline.plan;

/**
 * Every object name that follows from the name of an {@code MlPlatform}. The longest suffix plus a Pod ordinal stays
 * below 63 characters for a platform name of 40, which is what rule PHY-16 bounds.
 *
 * @param platform the name of the MlPlatform
 */
public record Names(String platform) {

    public static Names of(ValidPlatform platform) {
        return new Names(platform.name());
    }

    public String h2o() {
        return platform + "-h2o";
    }

    public String h2oHeadless() {
        return h2o() + "-headless";
    }

    /** Also Patroni's scope: the leader's Endpoints bear this name, and so does the Service that publishes them. */
    public String postgres() {
        return platform + "-pg";
    }

    public String postgresHeadless() {
        return postgres() + "-headless";
    }

    public String postgresReplicas() {
        return postgres() + "-ro";
    }

    /** Patroni derives these three itself from its scope; they are written here because Services guard them. */
    public String patroniConfig() {
        return postgres() + "-config";
    }

    public String patroniSync() {
        return postgres() + "-sync";
    }

    public String patroniFailover() {
        return postgres() + "-failover";
    }

    public String postgresSettings() {
        return postgres() + "-settings";
    }

    public String superuserSecret() {
        return postgres() + "-superuser";
    }

    public String replicationSecret() {
        return postgres() + "-replication";
    }

    public String appSecret() {
        return postgres() + "-app";
    }

    public String patroniSecret() {
        return postgres() + "-patroni";
    }

    public String redis() {
        return platform + "-redis";
    }

    /** The Secret of the user that the inference Pods are to Redis. */
    public String redisScorer() {
        return redis() + "-scorer";
    }

    public String redisHeadless() {
        return redis() + "-headless";
    }

    public String redisSettings() {
        return redis() + "-settings";
    }

    public String defaultDeny() {
        return platform + "-default-deny";
    }

    public String dns() {
        return platform + "-dns";
    }

    public String inference() {
        return platform + "-inference";
    }

    /** The n-th Pod of a StatefulSet. */
    public static String pod(String statefulSet, int ordinal) {
        return statefulSet + "-" + ordinal;
    }
}
