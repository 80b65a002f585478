package dev.plumbline.mojo;

import static dev.plumbline.mojo.Refusal.Reason.NotAMojo;
import static dev.plumbline.mojo.Refusal.Reason.PojoRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.mojo.gate.MojoLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks that were thought of: what each is must be said in the refusal. */
class CraftedTest {

    private static final String GBM = "gbm-binomial-v1";
    private static final String TREE = "trees/t00_000.bin";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {-12, -1, 0, 1, 19, 21, 1000, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void a_jump_that_does_not_land_on_its_node(int jump) throws IOException {
        Map<String, byte[]> tree = Map.of(TREE, Craft.tree(jump), "trees/t00_000_aux.bin", new byte[120]);
        assertThat(refused(Craft.more(GBM, tree))).containsPattern("jump|ends too early");
    }

    @Test
    void a_jump_that_does() throws IOException {
        Map<String, byte[]> tree = Map.of(TREE, Craft.tree(16), "trees/t00_000_aux.bin", new byte[120]);
        assertThat(admit(Craft.more(GBM, tree))).isInstanceOf(Outcome.Passed.class);
    }

    @Test
    void nodes_of_a_tree() throws IOException {
        assertThat(refused(tree(bytes -> set(bytes, 0, (bytes[0] & 0xF3) | 0x04))))
                .contains("unknown kind");
        assertThat(refused(tree(bytes -> set(bytes, 0, bytes[0] | 0x10)))).contains("unknown kind");
        assertThat(refused(tree(bytes -> set(bytes, 0, (bytes[0] & 0x3F) | 0x40))))
                .contains("unknown kind");
        assertThat(refused(tree(bytes -> set(bytes, 1, 7)))).contains("column");
        assertThat(refused(tree(bytes -> set(set(bytes, 1, 0xFF), 2, 0xFF)))).contains("column");
        assertThat(refused(tree(bytes -> set(bytes, 3, 6)))).contains("unknown kind");
        assertThat(refused(tree(bytes -> Arrays.copyOf(bytes, bytes.length + 1))))
                .contains("after its end");
        assertThat(refused(tree(bytes -> Arrays.copyOf(bytes, bytes.length - 1))))
                .contains("too early");
        assertThat(refused(tree(bytes -> new byte[0]))).contains("too early");
        assertThat(refused(tree(bytes -> Craft.put(bytes, bytes.length - 4, 0x7FC00000))))
                .contains("not a number");
        assertThat(refused(Craft.entry(GBM, "trees/t00_000_aux.bin", bytes -> new byte[40])))
                .contains("note");
    }

    /** Without stored weights the reader makes them all: columns times classes. */
    @Test
    void a_linear_booster_of_more_weights_than_bytes() throws IOException {
        for (int most : new int[] {1_000_000, 3}) {
            byte[] archive = Craft.entry("xgboost-binomial", "boosterBytes", Craft::linearBooster);
            Outcome<MojoArchive> outcome = new MojoGate(MojoLimits.DEFAULT.with("maxNumbers=" + most), "3.46.0.11")
                    .admit(new ArtifactFile(Zips.write(folder, archive), Sha256.of(archive), archive.length));
            assertThat(outcome instanceof Outcome.Passed).as(outcome.toString()).isEqualTo(most > 3);
        }
    }

    @Test
    void a_set_of_levels_that_leaves_the_tree() throws IOException {
        for (int bits : new int[] {-1, 0, Integer.MIN_VALUE, Integer.MAX_VALUE, 1000}) {
            byte[] node = {(byte) 0xFC, 3, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
            Map<String, byte[]> tree = Map.of(TREE, Craft.put(node, 6, bits), "trees/t00_000_aux.bin", new byte[40]);
            assertThat(refused(Craft.more(GBM, tree))).containsPattern("set of levels|too early");
        }
    }

    @Test
    void a_tree_that_is_too_deep() throws IOException {
        for (int depth : new int[] {900, 1100}) {
            Map<String, byte[]> tree =
                    Map.of(TREE, Craft.deepTree(depth), "trees/t00_000_aux.bin", new byte[40 * depth]);
            Outcome<MojoArchive> outcome = admit(Craft.more(GBM, tree));
            assertThat(outcome instanceof Outcome.Passed).as(outcome.toString()).isEqualTo(depth == 900);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    glm-binomial             | ^cat_offsets = .*          | cat_offsets = [0, 6, 9, 12, 2147483647]
                    glm-binomial             | ^cat_offsets = .*          | cat_offsets = [0, 6, 9, 5, 14]
                    glm-binomial             | ^cats = .*                 | cats = -1
                    glm-binomial             | ^cats = .*                 | cats = 2000000000
                    glm-binomial             | ^beta = .*                 | beta = [1.0]
                    glm-multinomial          | ^beta = .{40}              | beta = [
                    glm-binomial             | ^num_means = .*            | num_means = []
                    glm-binomial             | ^cat_modes = .*            | cat_modes = [4, 2, 1, 99]
                    kmeans                   | ^center_num = .*           | center_num = 2147483647
                    kmeans                   | ^center_0 = .*             | center_0 = [1.0]
                    kmeans                   | ^center_num = .*           | center_num = 0
                    kmeans                   | ^standardize_modes = .*    | standardize_modes = [0]
                    deeplearning-binomial    | ^neural_network_sizes = .* | neural_network_sizes = [21, 2147483647, 2]
                    deeplearning-binomial    | ^neural_network_sizes = .* | neural_network_sizes = [21]
                    deeplearning-regression  | ^bias_layer0 = .*          | bias_layer0 = []
                    deeplearning-regression  | ^weight_layer1 = .{30}     | weight_layer1 = [
                    deeplearning-regression  | ^cat_offsets = .*          | cat_offsets = [0, 7, 11, 15, 1000000000]
                    deeplearning-regression  | ^activation = .*           | activation = Runtime
                    xgboost-binomial         | ^cat_offsets = .*          | cat_offsets = [0, 7, 11, 15, 2147483647]
                    xgboost-binomial         | ^nums = .*                 | nums = 2147483647
                    gbm-one-hot              | ^_n_orig_names = .*        | _n_orig_names = 2147483647
                    gbm-one-hot              | ^_n_orig_names = .*        | _n_orig_names = 7
                    gbm-one-hot              | ^_n_orig_domain_values = .*| _n_orig_domain_values = 2147483647
                    gbm-one-hot              | ^_m_orig_domain_values_3 = .*| _m_orig_domain_values_3 = 2147483647
                    gbm-multinomial          | ^n_classes = .*            | n_classes = 10000000
                    gbm-multinomial          | ^n_trees_per_class = .*    | n_trees_per_class = 4
                    gbm-multinomial          | ^n_trees_per_class = .*    | n_trees_per_class = 2147483647
                    gbm-calibrated           | ^calib_glm_beta = .*       | calib_glm_beta = [1.0]
                    gbm-calibrated           | ^calib_method = .*         | calib_method = magic
                    gbm-calibrated           | ^calib_method = .*         | calib_method = isotonic
                    drf-balanced             | ^prior_class_distrib = .*  | prior_class_distrib = [1.0]
                    extended-isolation-forest| ^ntrees = .*               | ntrees = 2147483647
                    stackedensemble-binomial | ^submodel_count = .*       | submodel_count = 2147483647
                    stackedensemble-binomial | ^base_models_num = .*      | base_models_num = 2147483647
                    stackedensemble-binomial | ^metalearner = .*          | metalearner = nobody
                    """)
    void counts_and_vectors(String model, String pattern, String replacement) throws IOException {
        assertThat(refused(Craft.ini(model, pattern, replacement))).contains("refused");
    }

    @Test
    void thresholds_of_a_calibration() throws IOException {
        String name = "calib/thresholds_x";
        double[] good = thresholds(Zips.entries(Fixtures.zip("gbm-isotonic")).get(name));
        assertThat(IntStream.range(1, good.length).filter(i -> good[i] == good[i - 1]))
                .as("thresholds that H2O wrote twice")
                .isNotEmpty();
        for (double wrong : new double[] {Double.NaN, -1, 2, Double.POSITIVE_INFINITY}) {
            double[] changed = good.clone();
            changed[3] = wrong;
            assertThat(refused(calibrated(changed, good[0]))).as("" + wrong).contains("not in order");
        }
        double[] zeros = good.clone();
        zeros[0] = 0.0;
        zeros[1] = -0.0;
        assertThat(refused(calibrated(zeros, 0.0))).contains("not in order");
        zeros[0] = -0.0;
        zeros[1] = 0.0;
        assertThat(admit(calibrated(zeros, -0.0))).isInstanceOf(Outcome.Passed.class);
        assertThat(refused(calibrated(zeros, 0.0))).contains("bounds unlike");
        assertThat(refused(calibrated(good, Double.NaN))).contains("bounds unlike");
        assertThat(refused(calibrated(new double[0], 0))).contains("one value for each");
        assertThat(refused(Craft.entry("gbm-isotonic", name, bytes -> Arrays.copyOf(bytes, bytes.length - 8))))
                .contains("as many thresholds");
    }

    private static double[] thresholds(byte[] bytes) {
        double[] values = new double[bytes.length / 8];
        ByteBuffer.wrap(bytes, 4, bytes.length - 4).asDoubleBuffer().get(values);
        return values;
    }

    private static byte[] calibrated(double[] thresholds, double least) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 8 * thresholds.length).putInt(thresholds.length);
        for (double each : thresholds) {
            bytes.putDouble(each);
        }
        byte[] ini = Zips.entries(Fixtures.zip("gbm-isotonic")).get("model.ini");
        byte[] bounded = Craft.text(new String(ini, StandardCharsets.UTF_8)
                .replaceFirst("(?m)^calib_min_x = .*", "calib_min_x = " + least));
        return Craft.more("gbm-isotonic", Map.of("calib/thresholds_x", bytes.array(), "model.ini", bounded));
    }

    @Test
    void one_folder_for_many_members_and_one_list_for_many_columns() throws IOException {
        assertThat(refused(Craft.ini(
                        "stackedensemble-binomial",
                        "^submodel_dir_\\d = .*",
                        "submodel_dir_0 = models/DRF/ensemble-drf/")))
                .containsPattern("twice|no submodel");
        assertThat(refused(Craft.ini(GBM, "^5: 2 d002.txt", "5: 6 d000.txt"))).contains("list of levels");
        assertThat(refused(Craft.ini(GBM, "^5: 2 d002.txt", "3: 2 d002.txt"))).contains("list of levels");
    }

    @Test
    void boosters() throws IOException {
        String model = "xgboost-binomial";
        // magic, bias, features, classes, attributes, metrics; name of 15 and 6; number of trees; first tree.
        int names = 140;
        int trees = names + 8 + 15 + 8 + 6;
        int nodes = trees + 160 + 4;
        int first = trees + 160 + 148;
        Map<Integer, int[]> attacks = new HashMap<>();
        attacks.put(0, new int[] {0x635F0500});
        attacks.put(8, new int[] {-1, Integer.MAX_VALUE});
        attacks.put(12, new int[] {-1, 2, Integer.MAX_VALUE});
        attacks.put(names, new int[] {-1, 0, Integer.MAX_VALUE});
        attacks.put(trees, new int[] {-1, Integer.MAX_VALUE, 1000});
        attacks.put(trees + 16, new int[] {1, -1});
        attacks.put(nodes, new int[] {-1, 0, Integer.MAX_VALUE, 26});
        // Children: itself, before the tree, behind it, the same twice.
        attacks.put(first + 4, new int[] {0, -2, 27, Integer.MAX_VALUE, 2});
        attacks.put(first + 8, new int[] {0, -1, 1, 27});
        attacks.put(first + 12, new int[] {21, Integer.MAX_VALUE});
        for (var attack : attacks.entrySet()) {
            for (int value : attack.getValue()) {
                byte[] mutant = Craft.entry(model, "boosterBytes", bytes -> Craft.put(bytes, attack.getKey(), value));
                assertThat(refused(mutant))
                        .as("%d at %d", value, attack.getKey())
                        .contains("booster");
            }
        }
        assertThat(refused(Craft.entry(model, "auxNodeWeights", none -> Craft.put(new byte[4], 0, Integer.MAX_VALUE))))
                .contains("node weights");
    }

    @Test
    void a_zip_that_is_more_than_a_zip() throws IOException {
        byte[] good = Files.readAllBytes(Fixtures.zip(GBM));
        assertThat(refused(Craft.joined(good, Craft.text("#!/bin/sh\n")))).contains("bytes follow its end");
        assertThat(refused(Craft.joined(good, good))).contains("damaged");
        assertThat(refusal(Craft.joined(Craft.text("%PDF-1.7\n"), good)).reason())
                .isEqualTo(NotAMojo);
        assertThat(refusal(Craft.joined(new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE}, good))
                        .reason())
                .isEqualTo(PojoRefused);
        byte[] commented = good.clone();
        commented[good.length - 2] = 1;
        assertThat(refused(Craft.joined(commented, new byte[1]))).contains("bytes follow its end");
        // The entry's own header calls it otherwise than the directory does.
        byte[] twoNames = good.clone();
        System.arraycopy(Craft.text("model.inj"), 0, twoNames, indexOf(twoNames, "model.ini"), 9);
        assertThat(refused(twoNames)).contains("damaged");
        for (String name : List.of("META-INF/services/x", "evil.class", "lib/evil.JAR", "a.pkl", "run.sh")) {
            assertThat(refusal(Craft.more(GBM, Map.of(name, new byte[4]))).reason())
                    .as(name)
                    .isEqualTo(PojoRefused);
        }
        for (String name :
                List.of("notes.txt", "trees/t00_999.bin", "experimental/other", "a/experimental/README.md")) {
            assertThat(refused(Craft.more(GBM, Map.of(name, new byte[4]))))
                    .as(name)
                    .contains("no model");
        }
    }

    @Test
    void bombs_of_numbers_and_lines() throws IOException {
        byte[] numbers = Craft.ini("glm-binomial", "^beta = \\[", "beta = [" + "0,".repeat(1_500_000));
        assertThat(refused(numbers)).contains("numbers");
        byte[] pairs = Craft.ini(GBM, "^\\[info\\]", "[info]\n" + keys(250_000));
        assertThat(refused(pairs)).contains("more lines");
        byte[] levels = Craft.entry(GBM, "domains/d000.txt", old -> Craft.text("\n".repeat(3_000_000)));
        Map<String, byte[]> entries = new HashMap<>(Map.of("domains/d000.txt", Craft.text("\n".repeat(3_000_000))));
        entries.put(
                "model.ini",
                Craft.text(new String(Zips.entries(Fixtures.zip(GBM)).get("model.ini"))
                        .replace("3: 6 d000.txt", "3: 3000000 d000.txt")));
        assertThat(refused(levels)).contains("as long as");
        assertThat(refused(Craft.more(GBM, entries))).contains("levels");
    }

    @Test
    void limits_are_settings() throws IOException {
        MojoLimits tight = MojoLimits.DEFAULT.with("maxTrees=3, maxRatio=49");
        assertThat(tight.maxTrees()).isEqualTo(3);
        assertThat(tight.maxRatio()).isEqualTo(49);
        byte[] good = Files.readAllBytes(Fixtures.zip(GBM));
        Path file = Zips.write(folder, good);
        assertThat(new MojoGate(tight, "3.46.0.11").admit(new ArtifactFile(file, Sha256.of(good), good.length)))
                .isInstanceOf(Outcome.Refused.class);
        for (String bad : List.of("maxTree=1", "maxTrees=many", "maxTrees=0", "maxTrees", "maxTrees=99999999999")) {
            assertThatThrownBy(() -> MojoLimits.DEFAULT.with(bad)).as(bad).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static String keys(int count) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add("k" + i + " = 1");
        }
        return String.join("\n", lines);
    }

    private static byte[] tree(Craft.Change change) throws IOException {
        return Craft.entry(GBM, TREE, change);
    }

    private static byte[] set(byte[] bytes, int at, int value) {
        bytes[at] = (byte) value;
        return bytes;
    }

    private static int indexOf(byte[] archive, String text) {
        return new String(archive, StandardCharsets.ISO_8859_1).indexOf(text);
    }

    private Outcome<MojoArchive> admit(byte[] content) throws IOException {
        return Fixtures.GATE.admit(new ArtifactFile(Zips.write(folder, content), Sha256.of(content), content.length));
    }

    private Refusal refusal(byte[] content) throws IOException {
        Outcome<MojoArchive> outcome = admit(content);
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<MojoArchive>) outcome).refusal();
    }

    private String refused(byte[] content) throws IOException {
        Refusal refusal = refusal(content);
        assertThat(refusal.reason()).isEqualTo(NotAMojo);
        return refusal.message();
    }
}
