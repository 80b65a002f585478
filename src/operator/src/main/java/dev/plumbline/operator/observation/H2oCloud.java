package dev.plumbline.operator.observation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * The cloud as its leader tells it on {@code /3/Cloud}. Only the leader of a formed cloud answers there with the whole
 * cloud, and before it has formed nobody answers with more than itself.
 *
 * @param members addresses of the members, without port
 * @param largestHeapBytes the largest heap that a member's JVM reports
 */
public record H2oCloud(
        String leaderPod,
        int size,
        boolean healthy,
        boolean consensus,
        boolean locked,
        String version,
        Set<String> members,
        long largestHeapBytes) {

    public H2oCloud {
        members = Set.copyOf(members);
    }

    static H2oCloud read(String pod, JsonNode json) {
        var members = new HashSet<String>();
        long largest = 0;
        for (JsonNode node : json.path("nodes")) {
            members.add(address(node));
            largest = Math.max(largest, node.path("max_mem").asLong());
        }
        return new H2oCloud(
                pod,
                json.path("cloud_size").asInt(),
                json.path("cloud_healthy").asBoolean(),
                json.path("consensus").asBoolean(),
                json.path("locked").asBoolean(),
                json.path("version").asText(),
                members,
                largest);
    }

    /** A node calls itself {@code 10.85.0.7:54321}, or {@code host/10.85.0.7:54321} with a name before it. */
    private static String address(JsonNode node) {
        String text = node.path("ip_port").asText();
        String address = text.substring(text.lastIndexOf('/') + 1);
        int colon = address.lastIndexOf(':');
        return colon < 0 ? address : address.substring(0, colon);
    }
}
