package dev.plumbline.mojo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Random XGBoost MOJOs, as their entries.
 *
 * @param levels of the categorical columns
 * @param minor version 1.x of XGBoost that the booster says it was written by
 */
record BoosterMojo(
        String objective, int[] levels, int numbers, boolean sparse, boolean allLevels, boolean offset, int minor) {

    private static final int ROUNDS = 9;

    private int classes() {
        return objective.startsWith("multi") ? 4 : objective.startsWith("binary") ? 2 : 1;
    }

    private int cells(int category) {
        return levels[category] + (allLevels ? 1 : 0);
    }

    private int allCells() {
        return IntStream.range(0, levels.length).map(this::cells).sum();
    }

    Map<String, byte[]> entries(Random random) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("model.ini", ini().getBytes(StandardCharsets.UTF_8));
        entries.put("boosterBytes", booster(random));
        for (int i = 0; i < levels.length; i++) {
            entries.put("domains/d%03d.txt".formatted(i), lines("level", levels[i]));
        }
        if (classes() > 1) {
            entries.put("domains/d%03d.txt".formatted(levels.length), lines("class", classes()));
        }
        return entries;
    }

    private static byte[] lines(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> name + i + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private String ini() {
        List<Integer> offsets = new ArrayList<>(List.of(0));
        for (int i = 0; i < levels.length; i++) {
            offsets.add(offsets.getLast() + cells(i));
        }
        int features = levels.length + numbers;
        int columns = features + 1 + (offset ? 1 : 0);
        List<String> lines = new ArrayList<>(List.of(
                "[info]",
                "h2o_version = 3.46.0.11",
                "mojo_version = 1.10",
                "algo = xgboost",
                "algorithm = XGBoost",
                "endianness = LITTLE_ENDIAN",
                "category = " + (classes() == 1 ? "Regression" : classes() == 2 ? "Binomial" : "Multinomial"),
                "uuid = 1",
                "supervised = true",
                "n_features = " + features,
                "n_classes = " + classes(),
                "n_columns = " + columns,
                "n_domains = " + (levels.length + (classes() > 1 ? 1 : 0)),
                "balance_classes = false",
                "default_threshold = 0.4",
                "prior_class_distrib = "
                        + IntStream.range(0, classes())
                                .mapToObj(i -> 0.1 * (i + 1))
                                .toList(),
                "model_class_distrib = null",
                "escape_domain_values = true",
                "nums = " + numbers,
                "cats = " + levels.length,
                "cat_offsets = " + offsets,
                "use_all_factor_levels = " + allLevels,
                "sparse = " + sparse,
                "booster = gbtree",
                "ntrees = " + ROUNDS,
                "has_offset = " + offset));
        if (offset) {
            lines.add("offset_column = exposure");
        }
        lines.addAll(List.of("", "[columns]"));
        IntStream.range(0, features).forEach(i -> lines.add("column" + i));
        if (offset) {
            lines.add("exposure");
        }
        lines.addAll(List.of("answer", "", "[domains]"));
        for (int i = 0; i < levels.length; i++) {
            lines.add("%d: %d d%03d.txt".formatted(i, levels[i], i));
        }
        if (classes() > 1) {
            lines.add("%d: %d d%03d.txt".formatted(columns - 1, classes(), levels.length));
        }
        return String.join("\n", lines);
    }

    /** A node: left child or -1, right child, feature and default direction, threshold or leaf. */
    private record Node(int left, int right, int feature, float value) {}

    private byte[] booster(Random random) {
        int groups = classes() > 2 ? classes() : 1;
        ByteBuffer out = ByteBuffer.allocate(4 << 20).order(ByteOrder.LITTLE_ENDIAN);
        out.put("binf".getBytes(StandardCharsets.US_ASCII)).putFloat(0.3f);
        out.putInt(allCells() + numbers)
                .putInt(groups > 1 ? groups : 0)
                .putInt(0)
                .putInt(0);
        out.putInt(1).putInt(minor);
        out.position(out.position() + 4 * 27);
        text(out, objective);
        text(out, "gbtree");
        out.putInt(ROUNDS * groups)
                .putInt(1)
                .putInt(0)
                .putInt(0)
                .putLong(0)
                .putInt(groups)
                .putInt(0);
        out.position(out.position() + 4 * 32);
        for (int i = 0; i < ROUNDS * groups; i++) {
            List<Node> nodes = new ArrayList<>();
            grow(random, nodes, i % 7);
            out.putInt(1).putInt(nodes.size()).putInt(0).putInt(6).putInt(0).putInt(0);
            out.position(out.position() + 4 * 31);
            nodes.forEach(n -> out.putInt(0)
                    .putInt(n.left())
                    .putInt(n.right())
                    .putInt(n.feature())
                    .putFloat(n.value()));
            nodes.forEach(n -> out.putFloat(0).putFloat(1).putFloat(0).putInt(0));
        }
        for (int i = 0; i < ROUNDS * groups; i++) {
            out.putInt(i % groups);
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    private static void text(ByteBuffer out, String text) {
        out.putLong(text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
    }

    private int grow(Random random, List<Node> nodes, int depth) {
        int place = nodes.size();
        nodes.add(new Node(-1, -1, 0, (float) random.nextGaussian()));
        if (depth > 0 && random.nextInt(8) > 0) {
            boolean cell = random.nextBoolean() && allCells() > 0 || numbers == 0;
            int feature = cell ? random.nextInt(allCells()) : allCells() + random.nextInt(numbers);
            int left = grow(random, nodes, depth - 1);
            int right = grow(random, nodes, depth - 1);
            int direction = random.nextBoolean() ? Integer.MIN_VALUE : 0;
            nodes.set(place, new Node(left, right, feature | direction, threshold(random, cell)));
        }
        return place;
    }

    private static float threshold(Random random, boolean cell) {
        if (cell) {
            return new float[] {0.5f, 1f, 1f, Float.MIN_VALUE, 0f, -0f, 2f, -1f, Float.NaN}[random.nextInt(9)];
        }
        return switch (random.nextInt(12)) {
            case 0 -> 0f;
            case 1 -> Float.NaN;
            case 2 -> Float.POSITIVE_INFINITY;
            default -> (float) random.nextGaussian() * 10;
        };
    }
}
