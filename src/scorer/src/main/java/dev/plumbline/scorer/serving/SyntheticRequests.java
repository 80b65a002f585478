package dev.plumbline.scorer.serving;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.mojo.InputColumn;
import dev.plumbline.mojo.LoadedModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;

/** Made-up requests that fit a model: numbers of every size, all levels, gaps, now and then a level never seen. */
public final class SyntheticRequests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DISTINCT = 50;

    private final byte[][] bodies = new byte[DISTINCT][];
    private int next;

    public SyntheticRequests(LoadedModel model) {
        // A fixed seed: two Pods warm with the same rows and report comparable figures.
        Random random = new Random(7);
        for (int i = 0; i < DISTINCT; i++) {
            bodies[i] = body(model, random, i % 10 == 9 ? 8 : 1);
        }
    }

    /** A body of the row protocol. */
    public byte[] next() {
        byte[] body = bodies[next];
        next = (next + 1) % DISTINCT;
        return body;
    }

    private static byte[] body(LoadedModel model, Random random, int rows) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode instances = root.putArray("instances");
        for (int i = 0; i < rows; i++) {
            ObjectNode row = instances.addObject();
            for (InputColumn column : model.inputs()) {
                value(row, column, random);
            }
        }
        try {
            return JSON.writeValueAsBytes(root);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void value(ObjectNode row, InputColumn column, Random random) {
        int kind = random.nextInt(20);
        if (kind == 0) {
            row.putNull(column.name());
        } else if (column.categorical()) {
            List<String> levels = column.levels();
            boolean unseen = kind == 1 || levels.isEmpty();
            row.put(column.name(), unseen ? "unseen" : levels.get(random.nextInt(levels.size())));
        } else {
            // From fractions to thousands: which range a column has is not in the model.
            row.put(column.name(), random.nextGaussian() * Math.pow(10, random.nextInt(-1, 4)));
        }
    }
}
