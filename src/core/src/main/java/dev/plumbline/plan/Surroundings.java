package dev.plumbline.plan;

/**
 * What the plan must know of the cluster around the platform.
 *
 * @param images the image patterns
 * @param operatorNamespace where the operator's Pods run; network policies open the ports that it observes to it alone
 * @param clusterDomain the DNS suffix of the cluster, normally {@code cluster.local}
 */
public record Surroundings(Images images, String operatorNamespace, String clusterDomain) {

    /** The name of a Service that resolves without a search list, which H2O's own DNS look-up does not use. */
    public String serviceName(String service, String namespace) {
        return service + "." + namespace + ".svc." + clusterDomain;
    }
}
