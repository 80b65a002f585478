package dev.plumbline.testcluster;

import io.fabric8.kubernetes.client.KubernetesClient;

/** What the test classes of one JVM share: the cluster, once it was needed, and one client. */
final class Session implements AutoCloseable {

    private final Machine machine = Machine.here();
    private Cluster cluster;
    private KubernetesClient client;

    Machine machine() {
        return machine;
    }

    /** The cluster for a level; started on the first call, with the CRDs applied. */
    synchronized Cluster cluster(Level wanted) {
        if (cluster == null) {
            cluster = Clusters.start(Choice.of(wanted, machine));
            client = Clusters.client(cluster);
            Crds.apply(client, Crds.directory());
        }
        return cluster;
    }

    synchronized Cluster running() {
        if (cluster == null) {
            throw new IllegalStateException("no cluster was started yet");
        }
        return cluster;
    }

    synchronized KubernetesClient client() {
        running();
        return client;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
