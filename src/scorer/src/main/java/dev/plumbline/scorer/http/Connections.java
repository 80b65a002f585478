package dev.plumbline.scorer.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The connections of one event loop. They are looked through twice a second, which costs less than a timer for each
 * request; a deadline is therefore kept to half a second. Used on that event loop only.
 */
final class Connections {

    static final long SWEEP_MILLISECONDS = 500;

    private static final Duration LINGER = Duration.ofSeconds(1);
    /** For the REST resources, which all answer from memory. */
    private static final Duration FORWARDED = Duration.ofSeconds(30);

    private final List<Edge> edges = new ArrayList<>();
    private final Map<Phase, Long> limits = new EnumMap<>(Phase.class);
    private long now = System.nanoTime();

    Connections(HttpSettings settings) {
        limits.put(Phase.NEW, settings.headTimeout().toNanos());
        limits.put(Phase.HEAD, settings.headTimeout().toNanos());
        limits.put(Phase.BODY, settings.bodyTimeout().toNanos());
        limits.put(Phase.IDLE, settings.idleTimeout().toNanos());
        limits.put(Phase.WRITING, settings.writeTimeout().toNanos());
        limits.put(Phase.FORWARDED, FORWARDED.toNanos());
        limits.put(Phase.LINGERING, LINGER.toNanos());
    }

    /** The time of the last sweep; exact enough for deadlines, and free. */
    long now() {
        return now;
    }

    void add(Edge edge) {
        edge.index(edges.size());
        edges.add(edge);
    }

    /** The last one takes the place of the one that leaves. */
    void remove(Edge edge) {
        int index = edge.index();
        if (index < edges.size() && edges.get(index) == edge) {
            Edge last = edges.removeLast();
            if (last != edge) {
                edges.set(index, last);
                last.index(index);
            }
        }
    }

    void sweep() {
        now = System.nanoTime();
        for (Edge edge : List.copyOf(edges)) {
            Long limit = limits.get(edge.phase());
            if (limit != null && now - edge.since() > limit) {
                edge.expire();
            }
        }
    }

    /** Closes the connections that nobody has used for so long. */
    void closeQuiet(Duration atLeast) {
        now = System.nanoTime();
        for (Edge edge : List.copyOf(edges)) {
            if (edge.phase().quiet() && now - edge.since() >= atLeast.toNanos()) {
                edge.close();
            }
        }
    }

    /** Makes room: the connection that has been quiet for longest goes. */
    boolean evict() {
        Edge oldest = null;
        for (Edge edge : edges) {
            boolean idle = edge.phase().quiet() || edge.phase() == Phase.HEAD;
            if (idle && (oldest == null || edge.since() - oldest.since() < 0)) {
                oldest = edge;
            }
        }
        if (oldest != null) {
            oldest.close();
        }
        return oldest != null;
    }
}
