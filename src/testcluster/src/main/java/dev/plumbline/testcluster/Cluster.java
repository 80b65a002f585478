package dev.plumbline.testcluster;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A running cluster.
 *
 * @param source where it comes from, for messages
 * @param level what it can do
 * @param kubeconfig the file's whole content
 * @param auditLog the API server's audit log (one JSON object a line, writes only), where the cluster has one
 */
public record Cluster(String source, Level level, String kubeconfig, Optional<Path> auditLog) {

    @Override
    public String toString() {
        return source + " (" + level.flag() + ")";
    }
}
