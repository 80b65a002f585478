package dev.plumbline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.scorer.codec.BadInput;
import dev.plumbline.scorer.codec.TensorProtocol;
import dev.plumbline.scorer.serving.Serving;
import hex.genmodel.MojoModel;
import hex.genmodel.easy.EasyPredictModelWrapper;
import hex.genmodel.easy.RowData;
import hex.genmodel.easy.prediction.BinomialModelPrediction;
import java.io.IOException;
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

/**
 * As {@link JsonScoring}, by the Open Inference Protocol: {@value #ROWS} rows a request, one tensor per column. The time is
 * that of a request.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TensorScoring {

    static final int ROWS = 8;

    /** A tensor as Jackson binds and writes it. */
    public record Tensor(String name, int[] shape, String datatype, List<Object> data) {}

    /** The request as Jackson binds it. */
    public record Request(List<Tensor> inputs) {}

    /** The answer as Jackson writes it, with the fields of ours. */
    public record Answer(
            String model_name, String model_version, Map<String, Object> parameters, List<Tensor> outputs) {}

    @Param("gbm-m")
    public String tier;

    private final ObjectReader reader = Tier.JSON.readerFor(Request.class);
    private final ObjectWriter writer = Tier.JSON.writerFor(Answer.class);
    private EasyPredictModelWrapper easy;
    private Serving serving;
    private byte[][] bodies;
    private int next;

    @Setup
    public void load() throws Exception {
        load(Tier.load(tier));
    }

    private void load(Tier loaded) throws IOException {
        tier = loaded.name();
        easy = JsonScoring.easy(loaded);
        serving = loaded.serving();
        bodies = bodies(loaded);
    }

    /** Both sides over every body, their numbers equal to the last bit. */
    static void check(Tier loaded) throws Exception {
        TensorScoring sides = new TensorScoring();
        sides.load(loaded);
        for (int i = 0; i < sides.bodies.length; i++) {
            JsonNode peer = Tier.JSON.readTree(sides.byThePeer(sides.bodies[i]));
            JsonNode ours = Tier.JSON.readTree(sides.byUs(sides.bodies[i]));
            for (int output = 0; output < 3; output++) {
                if (!peer.at("/outputs").get(output).equals(ours.at("/outputs").get(output))) {
                    throw new IllegalStateException(
                            "%s, tensors %d: output %d differs".formatted(loaded.name(), i, output));
                }
            }
        }
    }

    private byte[] body() {
        next = next + 1 & bodies.length - 1;
        return bodies[next];
    }

    @Benchmark
    public byte[] jacksonAndEasyPredict() throws Exception {
        return byThePeer(body());
    }

    private byte[] byThePeer(byte[] body) throws Exception {
        Request request = reader.readValue(body);
        int rows = request.inputs().getFirst().shape()[0];
        Object[][] answer = new Object[3][rows];
        for (int i = 0; i < rows; i++) {
            BinomialModelPrediction prediction = easy.predictBinomial(rowData(request.inputs(), i));
            answer[0][i] = prediction.label;
            answer[1][i] = prediction.classProbabilities[0];
            answer[2][i] = prediction.classProbabilities[1];
        }
        return writer.writeValueAsBytes(new Answer(
                "bench",
                tier,
                Map.of("epoch", 1, "digest", serving.ref().digest().toString()),
                List.of(
                        tensor("predict", "BYTES", answer[0]),
                        tensor("no", "FP64", answer[1]),
                        tensor("yes", "FP64", answer[2]))));
    }

    private static Tensor tensor(String name, String datatype, Object[] data) {
        return new Tensor(name, new int[] {data.length}, datatype, List.of(data));
    }

    private static RowData rowData(List<Tensor> inputs, int index) {
        RowData row = new RowData();
        for (Tensor input : inputs) {
            JsonScoring.put(row, input.name(), input.data().get(index));
        }
        return row;
    }

    @Benchmark
    public byte[] plumbline() throws BadInput {
        return byUs(body());
    }

    private byte[] byUs(byte[] body) throws BadInput {
        return TensorProtocol.score(serving, body, Integer.MAX_VALUE).body();
    }

    /** As many as there are rows, each with the rows from its own on. */
    private static byte[][] bodies(Tier loaded) throws IOException {
        byte[][] bodies = new byte[loaded.rows().size()][];
        for (int i = 0; i < bodies.length; i++) {
            bodies[i] = Tier.JSON.writeValueAsBytes(request(loaded, i));
        }
        return bodies;
    }

    private static ObjectNode request(Tier loaded, int from) {
        MojoModel model = loaded.genmodel();
        ObjectNode request = Tier.JSON.createObjectNode();
        ArrayNode inputs = request.putArray("inputs");
        for (int column = 0; column < model.nfeatures(); column++) {
            String name = model.getNames()[column];
            ObjectNode input = inputs.addObject();
            input.put("name", name);
            input.putArray("shape").add(ROWS);
            input.put("datatype", model.getDomainValues(column) == null ? "FP64" : "BYTES");
            ArrayNode data = input.putArray("data");
            for (int row = 0; row < ROWS; row++) {
                JsonNode value =
                        loaded.rows().get((from + row) % loaded.rows().size()).get(name);
                data.add(value == null ? Tier.JSON.nullNode() : value);
            }
        }
        return request;
    }
}
