package dev.plumbline.plan;

/** The TCP ports of the platform. */
public final class Ports {
    /** REST and web interface of H2O; its number plus one carries the traffic between nodes. */
    public static final int H2O = 54321;

    public static final int H2O_INTERNAL = H2O + 1;

    /** Where each H2O node answers whether it leads ({@code /kubernetes/isLeaderNode}). */
    public static final int H2O_PROBE = 8081;

    public static final int POSTGRES = 5432;
    public static final int PATRONI = 8008;
    public static final int REDIS = 6379;

    /** Scoring requests. */
    public static final int INFERENCE = 8080;

    /** Health, metrics and the operator's commands to an inference Pod. */
    public static final int INFERENCE_MANAGEMENT = 9000;

    public static final int DNS = 53;

    private Ports() {}
}
