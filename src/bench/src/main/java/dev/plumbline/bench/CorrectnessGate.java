package dev.plumbline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.scorer.codec.RowProtocol;
import dev.plumbline.scorer.serving.Serving;
import hex.ModelCategory;
import hex.genmodel.MojoModel;
import hex.genmodel.easy.EasyPredictModelWrapper;
import hex.genmodel.easy.prediction.BinomialModelPrediction;
import java.util.Map;

/** No gate, no number: every row through both sides, equal to the last bit, before anything is timed. */
public final class CorrectnessGate {

    private CorrectnessGate() {}

    /** @param args names of the tiers */
    public static void main(String[] args) throws Exception {
        for (String name : args) {
            Tier tier = Tier.load(name);
            int rows = check(tier);
            System.out.printf(
                    "%-16s %d rows equal bit for bit; evaluator %s: %s%n",
                    name,
                    rows,
                    tier.loaded().evaluation().evaluator(),
                    tier.loaded().evaluation().reason());
        }
    }

    private static int check(Tier tier) throws Exception {
        Serving serving = tier.serving();
        double[][] encoded = tier.encoded();
        byte[][] bodies = tier.bodies();
        MojoModel model = tier.genmodel();
        EasyPredictModelWrapper easy = JsonScoring.easy(tier);
        boolean binomial = model.getModelCategory() == ModelCategory.Binomial;
        for (int i = 0; i < bodies.length; i++) {
            double[] expected = model.score0(encoded[i], new double[model.getPredsSize(model.getModelCategory())]);
            JsonNode answer = Tier.JSON
                    .readTree(RowProtocol.score(serving, bodies[i], 1).body())
                    .at("/predictions/0");
            for (int k = 1; k < expected.length; k++) {
                String column = tier.loaded().outputs().get(k).name();
                equal(tier.name(), i, expected[k], answer.get(column).asDouble());
            }
            if (binomial) {
                Map<String, Object> row = Tier.JSON.convertValue(tier.rows().get(i), Map.class);
                BinomialModelPrediction peer = easy.predictBinomial(JsonScoring.rowData(row));
                equal(
                        tier.name(),
                        i,
                        peer.classProbabilities[1],
                        answer.get("yes").asDouble());
            }
        }
        if (binomial) {
            TensorScoring.check(tier);
        }
        return bodies.length;
    }

    private static void equal(String tier, int row, double expected, double found) {
        if (Double.doubleToRawLongBits(expected) != Double.doubleToRawLongBits(found)) {
            throw new IllegalStateException("%s row %d: %s is not %s".formatted(tier, row, found, expected));
        }
    }
}
