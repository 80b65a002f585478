package dev.plumbline.testcluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The writes that the API server has seen, from its audit log; reads and lease renewals of the node are not in it.
 *
 * @param file one JSON object a line; absent for clusters that were not started by the testcluster script
 */
public record AuditLog(Optional<Path> file) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One answered request that writes.
     *
     * @param at when the request came
     * @param user for example {@code system:serviceaccount:plumbline-system:plumbline-operator}
     * @param resource plural, with {@code /status} and the like where a subresource was written
     * @param code the HTTP status of the answer
     */
    public record Write(
            Instant at,
            String user,
            String userAgent,
            String verb,
            String resource,
            String namespace,
            String name,
            int code) {}

    static AuditLog of(Cluster cluster) {
        return new AuditLog(cluster.auditLog());
    }

    /**
     * The writes since an instant, in the order of the log.
     *
     * @throws IllegalStateException when the cluster has no audit log that this process can read
     */
    public List<Write> writesSince(Instant since) {
        Path log = file.filter(Files::isReadable)
                .orElseThrow(() -> new IllegalStateException("this cluster has no audit log to read"));
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.endsWith("}"))
                    .map(AuditLog::parse)
                    .filter(write -> !write.at().isBefore(since))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }

    static Write parse(String line) {
        try {
            JsonNode event = JSON.readTree(line);
            JsonNode object = event.path("objectRef");
            String subresource = object.path("subresource").asText();
            return new Write(
                    Instant.parse(event.path("requestReceivedTimestamp").asText()),
                    event.path("user").path("username").asText(),
                    event.path("userAgent").asText(),
                    event.path("verb").asText(),
                    object.path("resource").asText() + (subresource.isEmpty() ? "" : "/" + subresource),
                    object.path("namespace").asText(),
                    object.path("name").asText(),
                    event.path("responseStatus").path("code").asInt());
        } catch (IOException e) {
            throw new UncheckedIOException("not an audit event: " + line, e);
        }
    }
}
