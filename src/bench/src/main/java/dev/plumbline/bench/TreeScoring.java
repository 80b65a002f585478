package dev.plumbline.bench;

import dev.plumbline.mojo.flat.FlatModel;
import dev.plumbline.mojo.flat.Flattening;
import dev.plumbline.mojo.flat.Scratch;
import hex.genmodel.MojoModel;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From an encoded row to a prediction: H2O's score0 beside the flat arrays. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TreeScoring {

    @Param({"gbm-s", "gbm-m", "gbm-l", "drf-10", "xgboost-m", "xgboost-numeric"})
    public String tier;

    private MojoModel model;
    private FlatModel flat;
    private double[][] rows;
    private double[] answer;
    private Scratch scratch;
    private int next;

    @Setup
    public void load() throws Exception {
        Tier loaded = Tier.load(tier);
        model = loaded.genmodel();
        flat = Flattening.of(model, entries());
        rows = loaded.encoded();
        answer = new double[model.getPredsSize(model.getModelCategory())];
        scratch = flat.scratch();
    }

    private Map<String, byte[]> entries() throws Exception {
        Map<String, byte[]> entries = new HashMap<>();
        try (ZipFile zip = new ZipFile(Tier.folder().resolve(tier + ".zip").toFile())) {
            for (var entry : zip.stream().toList()) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }

    private double[] row() {
        next = next + 1 & rows.length - 1;
        return rows[next];
    }

    @Benchmark
    public double[] score0() {
        return model.score0(row(), answer);
    }

    @Benchmark
    public double[] flat() {
        flat.score0(row(), 0, scratch, answer);
        return answer;
    }
}
