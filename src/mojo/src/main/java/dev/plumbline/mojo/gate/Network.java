package dev.plumbline.mojo.gate;

import java.io.IOException;
import java.util.Set;

/** A neural network: the size of each layer, and for each step between two layers its weights and biases. */
final class Network {

    /** A layer takes a line of weights; deeper networks than this are not trained. */
    private static final int MAX_LAYERS = 1_000;

    private static final Set<String> ACTIVATIONS = Set.of(
            "Linear",
            "Softmax",
            "ExpRectifier",
            "ExpRectifierWithDropout",
            "Rectifier",
            "RectifierWithDropout",
            "Maxout",
            "MaxoutWithDropout",
            "Tanh",
            "TanhWithDropout");

    private Network() {}

    static void check(Part part) throws IOException, Malformed {
        ModelIni ini = part.ini();
        int categorical = ini.count("cats", 0, part.features());
        int numeric = ini.count("nums", part.features() - categorical, part.features() - categorical);
        int[] cells = part.cells(categorical);
        ini.optionalVector("norm_mul", numeric);
        ini.optionalVector("norm_sub", numeric);
        if (Vector.length(ini.optional("norm_mul")) != Vector.length(ini.optional("norm_sub"))) {
            throw new Malformed("model.ini has norm_mul without norm_sub");
        }
        if (!ACTIVATIONS.contains(ini.text("activation"))) {
            throw new Malformed("model.ini has an unknown activation");
        }
        int layers = Vector.length(ini.optional("neural_network_sizes"));
        if (layers < 2 || layers > MAX_LAYERS) {
            throw new Malformed("model.ini has a network of less than 2 or more than %d layers".formatted(MAX_LAYERS));
        }
        int[] units = ini.integers("neural_network_sizes", layers);
        if (units[0] != cells[categorical] + numeric || units[layers - 1] != outputs(part, units[0])) {
            throw new Malformed("model.ini has a network whose ends do not fit its columns and classes");
        }
        ini.vector("hidden_dropout_ratios", layers - 1L);
        if (!Vector.within(ini.optional("hidden_dropout_ratios"), 0, 1)) {
            throw new Malformed("model.ini has hidden_dropout_ratios that are no shares");
        }
        for (int i = 0; i < layers - 1; i++) {
            step(part, i, units[i], units[i + 1], i == layers - 2);
        }
        Extras.originals(part);
    }

    private static int outputs(Part part, int inputs) throws Malformed {
        return switch (part.ini().text("category")) {
            case "AutoEncoder" -> inputs;
            case "Binomial", "Multinomial" -> part.classes();
            default -> 1;
        };
    }

    /** Of Maxout, each unit of a hidden layer has several candidates, and so several times the weights. */
    private static void step(Part part, int layer, int from, int to, boolean last) throws Malformed {
        ModelIni ini = part.ini();
        int biases = Vector.length(ini.optional("bias_layer" + layer));
        if (from < 1 || to < 1 || biases < to || biases % to != 0) {
            throw new Malformed("model.ini has a network layer without one bias for each unit");
        }
        int candidates = biases / to;
        if (candidates > 1 && (last || !ini.text("activation").startsWith("Maxout"))) {
            throw new Malformed("model.ini has a network layer with more biases than units");
        }
        long weights = (long) from * to * candidates;
        ini.vector("weight_layer" + layer, weights);
        part.tally().coefficients(weights + biases);
    }
}
