package dev.plumbline.scorer.http;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The connections of one event loop. They are looked through twice a second, which costs less than a timer for each
 * request; a deadline is therefore kept to half a second. Used on that event loop only.
 */
final class Connections {

    static final long SWEEP_MILLISECONDS = 500;

    private static final Duration LINGER = Duration.ofSeconds(1);
    /** For the REST resources, which all answer from memory. */
    private static final Duration FORWARDED = Duration.ofSeconds(30);

    /** Connections that are looked at to find one that can go: however many there are, a new one is let in at once. */
    private static final int LOOKED_AT = 256;

    private final List<Edge> edges = new ArrayList<>();
    private final Map<Phase, Long> limits = new EnumMap<>(Phase.class);
    private final Portions portions;
    private long now = System.nanoTime();
    /** The one that was looked at last. */
    private int hand;

    Connections(HttpSettings settings, Portions portions) {
        this.portions = portions;
        limits.put(Phase.NEW, settings.headTimeout().toNanos());
        limits.put(Phase.HEAD, settings.headTimeout().toNanos());
        limits.put(Phase.BODY, settings.bodyTimeout().toNanos());
        limits.put(Phase.IDLE, settings.idleTimeout().toNanos());
        limits.put(Phase.WRITING, settings.writeTimeout().toNanos());
        limits.put(Phase.ENDING, settings.writeTimeout().toNanos());
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
        if (holds(edge)) {
            int index = edge.index();
            Edge last = edges.removeLast();
            if (last != edge) {
                edges.set(index, last);
                last.index(index);
            }
        }
    }

    void sweep() {
        now = System.nanoTime();
        endEach(this::isLate, Edge::expire);
    }

    /** Ends the connection of a client as if it had been late with a header, if it is one of these. */
    void end(SocketAddress client) {
        endEach(edge -> edge.isOf(client), edge -> edge.end(Refusals.HEAD_LATE));
    }

    private boolean isLate(Edge edge) {
        Long limit = limits.get(edge.phase());
        return limit != null && now - edge.since() > limit && !edge.progresses();
    }

    /** Closes the connections that nobody has used for so long. */
    void closeQuiet(Duration atLeast) {
        now = System.nanoTime();
        endEach(edge -> edge.phase().quiet() && now - edge.since() >= atLeast.toNanos(), Edge::close);
    }

    /** Until its turn comes a connection may have ended, or have been used again. */
    private void endEach(Predicate<Edge> due, Consumer<Edge> end) {
        portions.each(edges.stream().filter(due).toList(), edge -> {
            if (holds(edge) && due.test(edge)) {
                end.accept(edge);
            }
        });
    }

    private boolean holds(Edge edge) {
        return edge.index() < edges.size() && edges.get(edge.index()) == edge;
    }

    /** Makes room: of the next few connections the one goes that has been quiet for longest. */
    boolean evict() {
        Edge oldest = null;
        for (int looked = Math.min(LOOKED_AT, edges.size()); looked > 0; looked--) {
            hand = hand + 1 < edges.size() ? hand + 1 : 0;
            Edge edge = edges.get(hand);
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
