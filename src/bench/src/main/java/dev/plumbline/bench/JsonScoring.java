package dev.plumbline.bench;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.plumbline.scorer.codec.BadInput;
import dev.plumbline.scorer.codec.RowProtocol;
import dev.plumbline.scorer.serving.Serving;
import hex.genmodel.easy.EasyPredictModelWrapper;
import hex.genmodel.easy.RowData;
import hex.genmodel.easy.prediction.BinomialModelPrediction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From the bytes of a request to the bytes of its answer: what a server on Jackson and EasyPredict does, beside ours. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JsonScoring {

    /** The request as Jackson binds it. */
    public record Request(List<Map<String, Object>> instances) {}

    /** The answer as Jackson writes it, with the fields of ours. */
    public record Answer(String model_name, String model_version, long epoch, List<Map<String, Object>> predictions) {}

    @Param({"gbm-s", "gbm-m", "gbm-l", "xgboost-m"})
    public String tier;

    private final ObjectReader reader = Tier.JSON.readerFor(Request.class);
    private final ObjectWriter writer = Tier.JSON.writerFor(Answer.class);
    private EasyPredictModelWrapper easy;
    private Serving serving;
    private byte[][] bodies;
    private int next;

    @Setup
    public void load() throws Exception {
        Tier loaded = Tier.load(tier);
        easy = easy(loaded);
        serving = loaded.serving();
        bodies = loaded.bodies();
    }

    static EasyPredictModelWrapper easy(Tier tier) {
        return new EasyPredictModelWrapper(new EasyPredictModelWrapper.Config()
                .setModel(tier.genmodel())
                .setConvertUnknownCategoricalLevelsToNa(true)
                .setConvertInvalidNumbersToNa(true));
    }

    private byte[] body() {
        next = next + 1 & bodies.length - 1;
        return bodies[next];
    }

    @Benchmark
    public byte[] jacksonAndEasyPredict() throws Exception {
        Request request = reader.readValue(body());
        List<Map<String, Object>> predictions =
                new ArrayList<>(request.instances().size());
        for (Map<String, Object> instance : request.instances()) {
            BinomialModelPrediction prediction = easy.predictBinomial(rowData(instance));
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("predict", prediction.label);
            row.put("no", prediction.classProbabilities[0]);
            row.put("yes", prediction.classProbabilities[1]);
            predictions.add(row);
        }
        return writer.writeValueAsBytes(new Answer("bench", tier, 1, predictions));
    }

    static RowData rowData(Map<String, Object> instance) {
        RowData row = new RowData();
        for (Map.Entry<String, Object> cell : instance.entrySet()) {
            put(row, cell.getKey(), cell.getValue());
        }
        return row;
    }

    /** The wrapper takes texts and doubles only, and wants what is missing left out. */
    static void put(RowData row, String column, Object value) {
        switch (value) {
            case null -> {}
            case Number number -> row.put(column, number.doubleValue());
            case Object text -> row.put(column, text.toString());
        }
    }

    @Benchmark
    public byte[] plumbline() throws BadInput {
        return RowProtocol.score(serving, body(), Integer.MAX_VALUE).body();
    }
}
