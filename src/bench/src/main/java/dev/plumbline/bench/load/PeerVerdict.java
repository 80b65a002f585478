package dev.plumbline.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Holds the servers against each other: the same answers first, then the rates. */
public final class PeerVerdict {

    /** What the scorer must reach, times the peer. */
    private static final double LEAST_RATIO = 10;

    /** Forests of floats are summed in another order elsewhere. */
    private static final double SAME = 1e-6;

    private PeerVerdict() {}

    /**
     * @param args results of the scorer and of the servers it is held against, as {@code ours.json=peer.json} or
     *     {@code ours.json} alone; leaves with 1 when a bar is missed
     */
    public static void main(String[] args) throws Exception {
        ObjectMapper json = new ObjectMapper();
        List<String> misses = new ArrayList<>();
        System.out.println(
                "| Server | Flat out, /s | Sustained, /s | p99 there | p99 at 1000/s | p99.9 | taken by the host | Ours is | Bar | |");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|---|---|");
        for (String pair : args) {
            String[] files = pair.split("=");
            Result ours = json.readValue(Path.of(files[0]).toFile(), Result.class);
            if (files.length == 1) {
                boolean good = ours.modest().holds(Ladder.MODEST_MILLISECONDS);
                row(ours, "", "p99 <= 5 ms at 1000/s", good, misses);
                continue;
            }
            Result peer = json.readValue(Path.of(files[1]).toFile(), Result.class);
            double apart = apart(ours.answers(), peer.answers());
            if (!(apart <= SAME)) {
                System.out.printf(
                        Locale.ROOT,
                        "| %s | not compared: answers differ by %.1e | | | | | | | | FAIL |%n",
                        peer.name(),
                        apart);
                misses.add(peer.name());
                continue;
            }
            double ratio = ours.sustained().perSecond() / peer.sustained().perSecond();
            row(peer, String.format(Locale.ROOT, "%.1f x", ratio), ">= 10 x", ratio >= LEAST_RATIO, misses);
        }
        System.out.println(misses.isEmpty() ? "VERDICT: every bar is cleared" : "VERDICT: missed: " + misses);
        System.exit(misses.isEmpty() ? 0 : 1);
    }

    private static double apart(double[] ours, double[] theirs) {
        double most = ours.length == theirs.length ? 0 : Double.NaN;
        for (int i = 0; i < Math.min(ours.length, theirs.length); i++) {
            most = Math.max(most, Math.abs(ours[i] - theirs[i]));
        }
        return most;
    }

    private static void row(Result server, String ratio, String bar, boolean good, List<String> misses) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.1f ms | %s | %s | %.1f %% | %s | %s | %s |%n",
                server.name(),
                server.flatOut().perSecond(),
                server.sustained().perSecond(),
                server.sustained().p99(),
                modest(server.modest(), server.modest().p99()),
                modest(server.modest(), server.modest().p999()),
                100 * server.taken(),
                ratio,
                bar,
                good ? "PASS" : "FAIL");
        if (!good) {
            misses.add(server.name());
        }
    }

    private static String modest(Step step, double milliseconds) {
        return step.gaveUp() || step.failures() > 0
                ? "not kept up"
                : String.format(Locale.ROOT, "%.2f ms", milliseconds);
    }
}
