package dev.plumbline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads the results of JMH and says of every cell what the ratio is and whether it clears its bar. */
public final class Verdict {

    /** What must hold on the middle tier; the other tiers are shown beside it. */
    private record Bar(String ours, String peer, Map<String, Double> least) {}

    private static final Bar[] BARS = {
        new Bar("TreeScoring.flat", "TreeScoring.score0", Map.of("gbm-m", 6.0, "xgboost-m", 6.0)),
        new Bar("JsonScoring.plumbline", "JsonScoring.jacksonAndEasyPredict", Map.of("gbm-m", 4.0)),
        new Bar("TensorScoring.plumbline", "TensorScoring.jacksonAndEasyPredict", Map.of("gbm-m", 4.0)),
    };

    private record Cell(double nanos, double error, double bytes) {}

    private Verdict() {}

    /** @param args the JSON files of JMH; leaves with 1 when a bar is missed */
    public static void main(String[] args) throws Exception {
        Map<String, Map<String, Cell>> cells = new LinkedHashMap<>();
        for (String file : args) {
            read(Tier.JSON.readTree(Path.of(file).toFile()), cells);
        }
        boolean passed = !cells.isEmpty();
        System.out.println("| Tier | Ours | ns/op | B/op | Peer | ns/op | B/op | Ratio | Bar | |");
        System.out.println("|---|---|---:|---:|---|---:|---:|---:|---:|---|");
        for (Bar bar : BARS) {
            Map<String, Cell> peers = cells.getOrDefault(bar.peer(), Map.of());
            for (Map.Entry<String, Cell> ours :
                    cells.getOrDefault(bar.ours(), Map.of()).entrySet()) {
                Cell peer = peers.get(ours.getKey());
                if (peer == null) {
                    continue;
                }
                double ratio = peer.nanos() / ours.getValue().nanos();
                Double least = bar.least().get(ours.getKey());
                boolean good = least == null || ratio >= least;
                passed &= good;
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %s | %s | %.0f | %s | %s | %.0f | %.1f | %s | %s |%n",
                        ours.getKey(),
                        bar.ours(),
                        nanos(ours.getValue()),
                        ours.getValue().bytes(),
                        bar.peer(),
                        nanos(peer),
                        peer.bytes(),
                        ratio,
                        least == null ? "" : ">= " + least,
                        least == null ? "" : good ? "PASS" : "FAIL");
            }
        }
        System.out.println(passed ? "VERDICT: every bar is cleared" : "VERDICT: a bar is missed");
        System.exit(passed ? 0 : 1);
    }

    private static String nanos(Cell cell) {
        return String.format(Locale.ROOT, "%.0f ± %.0f", cell.nanos(), cell.error());
    }

    private static void read(JsonNode results, Map<String, Map<String, Cell>> cells) {
        for (JsonNode result : results) {
            String name = result.get("benchmark").asText().replace("dev.plumbline.bench.", "");
            JsonNode score = result.get("primaryMetric");
            JsonNode allocated = result.at("/secondaryMetrics/gc.alloc.rate.norm/score");
            cells.computeIfAbsent(name, any -> new LinkedHashMap<>())
                    .put(
                            result.at("/params/tier").asText(),
                            new Cell(
                                    score.get("score").asDouble(),
                                    score.get("scoreError").asDouble(0),
                                    allocated.asDouble()));
        }
    }
}
