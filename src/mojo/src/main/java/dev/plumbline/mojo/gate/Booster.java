package dev.plumbline.mojo.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An XGBoost booster in XGBoost's own binary form: a header, the names of objective and booster, the booster, then
 * attributes and metrics, which nothing reads. Its reader allocates by the counts in it before it looks.
 */
final class Booster {

    private static final int MAGIC = 'b' | 'i' << 8 | 'n' << 16 | 'f' << 24;

    /** The first bytes of a model of XGBoost4J-Spark, whose header is another and of any length. */
    private static final int SPARK = 0x5F0500;

    /** The objectives that H2O trains with. */
    private static final Set<String> OBJECTIVES = Set.of(
            "binary:logistic",
            "reg:gamma",
            "reg:tweedie",
            "count:poisson",
            "reg:squarederror",
            "reg:linear",
            "multi:softprob",
            "rank:pairwise");

    private final Part part;
    private final Bytes in;
    private final List<Long> nodes = new ArrayList<>();
    private int features;
    private int groups;
    private boolean attributes;
    private boolean metrics;

    private Booster(Part part) throws IOException, Malformed {
        this.part = part;
        this.in = new Bytes(part.read("boosterBytes"), "the booster");
    }

    static void check(Part part) throws IOException, Malformed {
        ModelIni ini = part.ini();
        int categorical = ini.count("cats", 0, part.features());
        int numeric = ini.count("nums", 0, part.features() - categorical);
        int cells = part.cells(categorical)[categorical] + numeric;
        new Booster(part).all(cells);
        part.note("feature_map");
        Extras.calibration(part);
    }

    private void all(int cells) throws IOException, Malformed {
        header(cells);
        String objective = text();
        if (!OBJECTIVES.contains(objective)) {
            throw in.broken("has an objective that is not served");
        }
        switch (text()) {
            case "gbtree" -> trees(cells);
            case "dart" -> {
                trees(cells);
                if (!nodes.isEmpty()) {
                    floats(in.longCount("number of weights", nodes.size(), nodes.size()));
                }
            }
            case "gblinear" -> linear();
            default -> throw in.broken("is of an unknown kind");
        }
        tail(objective);
        if (part.has("auxNodeWeights")) {
            weights();
        }
    }

    private void header(int cells) throws Malformed {
        int first = in.i4();
        if ((first & 0xFFFFFF) == SPARK) {
            throw in.broken("was written by Spark");
        }
        // Either a magic word and the global bias, or the bias alone.
        if (first == MAGIC) {
            in.skip(4);
        }
        features = in.count("number of features", 0, cells);
        int most = Math.max(1, part.classes());
        int classes = most > 2 ? in.count("number of classes", most, most) : in.count("number of classes", 0, 1);
        groups = Math.max(1, classes);
        attributes = in.i4() != 0;
        metrics = in.i4() != 0;
        in.skip(2 * 4 + 27 * 4);
    }

    private String text() throws Malformed {
        int length = in.longCount("name", 1, 64);
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = (byte) in.u1();
        }
        return new String(text, StandardCharsets.UTF_8);
    }

    private void trees(int cells) throws Malformed {
        int most = Math.min(part.limits().maxTrees(), in.remaining() / BoosterTree.LEAST_BYTES);
        int trees = in.count("number of trees", 0, most);
        in.skip(3 * 4);
        if (in.i8() != 0) {
            throw in.broken("has a prediction buffer");
        }
        in.skip(2 * 4 + 32 * 4);
        for (int i = 0; i < trees; i++) {
            TreeSize size = BoosterTree.check(in, cells, part.limits());
            part.tally().tree(size);
            nodes.add(size.nodes());
        }
        for (int i = 0; i < trees; i++) {
            in.count("group of a tree", 0, groups - 1);
        }
    }

    private void linear() throws Malformed {
        in.skip(4 + 4 + 32 * 4);
        long all = (features + 1L) * groups;
        long count = in.i8();
        if (count != 0 && count != all) {
            throw in.broken("has not one weight for each feature");
        }
        // Where none are stored the reader makes them all.
        if (all > part.limits().items(part.limits().maxNumbers(), part.archive().archiveBytes())) {
            throw in.broken("has more weights than an archive of its size holds");
        }
        floats(count);
        part.tally().coefficients(all);
    }

    private void floats(long count) throws Malformed {
        in.skip(4 * count);
    }

    private void tail(String objective) throws Malformed {
        if (attributes) {
            strings(2);
        }
        if (metrics) {
            strings(1);
        }
        if (in.remaining() > 0 && objective.equals("count:poisson")) {
            string();
        }
        if (in.remaining() != 0) {
            throw in.broken("has bytes after its end");
        }
    }

    private void strings(int each) throws Malformed {
        int count = each * in.longCount("number of attributes", 0, in.remaining() / 16);
        for (int i = 0; i < count; i++) {
            string();
        }
    }

    private void string() throws Malformed {
        in.skip(in.longCount("length of a text", 0, in.remaining()));
    }

    /** Weights of the nodes for explanations: a count, and for each tree a count and its numbers. */
    private void weights() throws IOException, Malformed {
        Bytes weights = new Bytes(part.read("auxNodeWeights"), "the list of node weights");
        if (groups != 1) {
            throw weights.broken("belongs to a model of several classes");
        }
        weights.count("number of trees", nodes.size(), nodes.size());
        for (long expected : nodes) {
            weights.count("number of nodes", expected, expected);
            weights.skip(8 * expected);
        }
        if (weights.remaining() != 0) {
            throw weights.broken("has bytes after its end");
        }
    }
}
