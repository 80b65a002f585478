package dev.plumbline.mojo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Random MOJOs of forests, as their entries: models that no training would give, and that the format allows. */
record ForestMojo(Kind kind, int[] levels, int rounds, int depth, int stopPercent) {

    /** An algorithm with what comes after the sum of the leaves. */
    enum Kind {
        REGRESSION("gbm", 1, 1, "Regression", "distribution = gaussian", "link_function = identity"),
        POISSON_OFFSET("gbm", 1, 1, "Regression", "distribution = poisson", "link_function = log"),
        INVERSE("gbm", 1, 1, "Regression", "distribution = gamma", "link_function = inverse"),
        BINOMIAL("gbm", 2, 1, "Binomial", "distribution = bernoulli", "link_function = logit"),
        CALIBRATED("gbm", 2, 1, "Binomial", "distribution = bernoulli", "link_function = logit"),
        BALANCED("gbm", 2, 1, "Binomial", "distribution = bernoulli", "link_function = logit"),
        MULTINOMIAL("gbm", 5, 5, "Multinomial", "distribution = multinomial", "link_function = log"),
        DRF_REGRESSION("drf", 1, 1, "Regression", "binomial_double_trees = false"),
        DRF_BINOMIAL("drf", 2, 1, "Binomial", "binomial_double_trees = false"),
        DRF_DOUBLE("drf", 2, 2, "Binomial", "binomial_double_trees = true"),
        DRF_MULTINOMIAL("drf", 4, 4, "Multinomial", "binomial_double_trees = false"),
        ISOLATION("isolationforest", 1, 1, "AnomalyDetection", "max_path_length = 400", "min_path_length = 19");

        private final String algorithm;
        private final int classes;
        private final int sums;
        private final String category;
        private final List<String> own;

        Kind(String algorithm, int classes, int sums, String category, String... own) {
            this.algorithm = algorithm;
            this.classes = classes;
            this.sums = sums;
            this.category = category;
            this.own = List.of(own);
        }

        private String title() {
            return switch (algorithm) {
                case "gbm" -> "Gradient Boosting Machine";
                case "drf" -> "Distributed Random Forest";
                default -> "Isolation Forest";
            };
        }
    }

    private boolean supervised() {
        return kind != Kind.ISOLATION;
    }

    Map<String, byte[]> entries(Random random) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("model.ini", String.join("\n", ini()).getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < levels.length; i++) {
            if (levels[i] >= 0) {
                entries.put(domain(i), lines("level", levels[i]));
            }
        }
        if (kind.classes > 1) {
            entries.put(domain(levels.length), lines("class", kind.classes));
        }
        TreeWriter writer = new TreeWriter(random, levels, stopPercent);
        for (int sum = 0; sum < kind.sums; sum++) {
            for (int round = 0; round < rounds; round++) {
                if (kind.sums > 2 && random.nextInt(10) == 0) {
                    continue; // a class that this round left out
                }
                String name = "trees/t%02d_%03d".formatted(sum, round);
                entries.put(name + ".bin", writer.tree(random.nextInt(12) == 0 ? 0 : depth));
                entries.put(name + "_aux.bin", new byte[0]);
            }
        }
        return entries;
    }

    private static String domain(int column) {
        return "domains/d%03d.txt".formatted(column);
    }

    private static byte[] lines(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> name + i + "\n")
                .reduce("", String::concat)
                .getBytes(StandardCharsets.UTF_8);
    }

    private List<String> ini() {
        int categories = (int) IntStream.of(levels).filter(l -> l >= 0).count() + (kind.classes > 1 ? 1 : 0);
        List<Double> prior =
                IntStream.range(0, kind.classes).mapToObj(i -> (i + 1) * 0.05).toList();
        List<Double> sampled = IntStream.range(0, kind.classes)
                .mapToObj(i -> 1.0 / kind.classes)
                .toList();
        List<String> lines = new ArrayList<>(List.of(
                "[info]",
                "h2o_version = 3.46.0.11",
                "mojo_version = 1.40",
                "algo = " + kind.algorithm,
                "algorithm = " + kind.title(),
                "endianness = LITTLE_ENDIAN",
                "category = " + kind.category,
                "uuid = 1",
                "supervised = " + supervised(),
                "n_features = " + levels.length,
                "n_classes = " + kind.classes,
                "n_columns = " + (levels.length + (supervised() ? 1 : 0) + (kind == Kind.POISSON_OFFSET ? 1 : 0)),
                "n_domains = " + categories,
                "balance_classes = " + (kind == Kind.BALANCED),
                "default_threshold = 0.4",
                "prior_class_distrib = " + (supervised() ? prior : null),
                "model_class_distrib = " + (supervised() ? sampled : null),
                "escape_domain_values = true",
                "n_trees = " + rounds,
                "n_trees_per_class = " + kind.sums,
                "_genmodel_encoding = AUTO",
                "_orig_projection_array = null",
                "init_f = 0.125",
                "output_anomaly_flag = false"));
        lines.addAll(kind.own);
        if (kind == Kind.POISSON_OFFSET) {
            lines.add("offset_column = exposure");
        }
        if (kind == Kind.CALIBRATED) {
            lines.addAll(List.of("calib_method = platt", "calib_glm_beta = [-8.6, 4.6]"));
        }
        lines.addAll(List.of("", "[columns]"));
        IntStream.range(0, levels.length).forEach(i -> lines.add("column" + i));
        if (kind == Kind.POISSON_OFFSET) {
            lines.add("exposure");
        }
        if (supervised()) {
            lines.add("answer");
        }
        lines.addAll(List.of("", "[domains]"));
        for (int i = 0; i < levels.length; i++) {
            if (levels[i] >= 0) {
                lines.add("%d: %d d%03d.txt".formatted(i, levels[i], i));
            }
        }
        if (kind.classes > 1) {
            lines.add("%d: %d d%03d.txt".formatted(levels.length, kind.classes, levels.length));
        }
        return lines;
    }
}
