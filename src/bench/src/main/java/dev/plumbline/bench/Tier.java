package dev.plumbline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.mojo.ArtifactFile;
import dev.plumbline.mojo.LoadedModel;
import dev.plumbline.mojo.MojoGate;
import dev.plumbline.mojo.MojoLoader;
import dev.plumbline.mojo.Outcome;
import dev.plumbline.mojo.Sha256;
import dev.plumbline.mojo.gate.MojoLimits;
import dev.plumbline.scorer.serving.ModelRef;
import dev.plumbline.scorer.serving.Serving;
import hex.genmodel.MojoModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A trained model and the rows that every side scores.
 *
 * @param loaded as the scorer loads it
 * @param genmodel as H2O's own library loads it
 * @param rows 4096 of them, as JSON; one row alone would train the branch predictor
 */
record Tier(String name, LoadedModel loaded, MojoModel genmodel, List<JsonNode> rows) {

    static final ObjectMapper JSON = new ObjectMapper();

    static Path folder() {
        return Path.of(System.getProperty("plumbline.bench.models"));
    }

    static Tier load(String name) throws IOException {
        Path zip = folder().resolve(name + ".zip");
        ArtifactFile file = new ArtifactFile(zip, Sha256.of(Files.readAllBytes(zip)), Files.size(zip));
        Outcome<LoadedModel> outcome =
                new MojoGate(MojoLimits.DEFAULT, "3.46.0.11").admit(file).then(MojoLoader::load);
        LoadedModel loaded =
                switch (outcome) {
                    case Outcome.Passed<LoadedModel>(LoadedModel model) -> model;
                    case Outcome.Refused<LoadedModel> refused ->
                        throw new IOException(refused.refusal().message());
                };
        List<JsonNode> rows = new ArrayList<>();
        JSON.readTree(folder().resolve(name + ".rows.json").toFile()).forEach(rows::add);
        return new Tier(name, loaded, MojoModel.load(zip.toString()), rows);
    }

    Serving serving() {
        return new Serving(1, new ModelRef("bench", name, loaded.digest(), "pvc://bench/" + name), loaded, 0);
    }

    /** The rows as H2O's library wants them: numbers, indices of levels, NaN for what is missing or never seen. */
    double[][] encoded() {
        double[][] encoded = new double[rows.size()][];
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = encode(rows.get(i));
        }
        return encoded;
    }

    private double[] encode(JsonNode row) {
        double[] values = new double[genmodel.nfeatures()];
        for (int column = 0; column < values.length; column++) {
            JsonNode value = row.path(genmodel.getNames()[column]);
            String[] domain = genmodel.getDomainValues(column);
            if (!value.isTextual() && !value.isNumber()) {
                values[column] = Double.NaN;
            } else if (domain == null) {
                values[column] = value.asDouble();
            } else {
                int level = List.of(domain).indexOf(value.asText());
                values[column] = level < 0 ? Double.NaN : level;
            }
        }
        return values;
    }

    /** One request body per row. */
    byte[][] bodies() throws IOException {
        byte[][] bodies = new byte[rows.size()][];
        for (int i = 0; i < bodies.length; i++) {
            ObjectNode root = JSON.createObjectNode();
            root.putArray("instances").add(rows.get(i));
            bodies[i] = JSON.writeValueAsBytes(root);
        }
        return bodies;
    }
}
