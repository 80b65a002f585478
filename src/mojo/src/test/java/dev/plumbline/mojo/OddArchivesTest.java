package dev.plumbline.mojo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Archives in which an attacker would look for a gap between two readers. Whether each is refused matters less than that
 * nothing else happens: a refusal with a reason and within bounds, or a model that answers with the bits of genmodel.
 */
class OddArchivesTest {

    private static final String GBM = "gbm-binomial-v1";

    @TempDir
    private static Path folder;

    private static OddTrials odd;

    @BeforeAll
    static void begin() {
        odd = new OddTrials(folder);
    }

    @AfterAll
    static void letGo() {
        odd = null;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    gbm-binomial-v1         | ^n_columns = .*          | n_columns = -8
                    gbm-binomial-v1         | ^n_columns = .*          | n_columns = 2147483647
                    gbm-binomial-v1         | ^n_columns = .*          | n_columns = 8.0
                    gbm-binomial-v1         | ^n_columns = .*          | n_columns = +8
                    gbm-binomial-v1         | ^n_columns = .*          | n_columns = ٨
                    gbm-binomial-v1         | ^n_columns = .*          | n_columns = 000000000000000000000000000008
                    gbm-binomial-v1         | ^n_columns = .*          | n_columns  =  8  #
                    gbm-binomial-v1         | ^n_features = .*         | n_features = 8
                    gbm-binomial-v1         | ^n_features = .*         | n_features = 0
                    gbm-binomial-v1         | ^n_classes = .*          | n_classes = -2147483648
                    gbm-binomial-v1         | ^n_trees = .*            | n_trees = 0
                    gbm-binomial-v1         | ^n_trees = .*            | n_trees = -1
                    gbm-binomial-v1         | ^n_trees = .*            | n_trees = 9
                    gbm-binomial-v1         | ^n_trees_per_class = .*  | n_trees_per_class = 2
                    gbm-binomial-v1         | ^n_domains = .*          | n_domains = 2147483647
                    gbm-binomial-v1         | ^n_domains = .*          | n_domains = -5
                    gbm-binomial-v1         | ^category = .*           | category = Regression
                    gbm-binomial-v1         | ^category = .*           | category = Clustering
                    gbm-binomial-v1         | ^category = .*           | category = AutoEncoder
                    gbm-binomial-v1         | ^category = .*           | category = WordEmbedding
                    gbm-binomial-v1         | ^supervised = .*         | supervised = false
                    gbm-binomial-v1         | ^algorithm = .*          | algorithm = Distributed Random Forest
                    gbm-binomial-v1         | ^algorithm = .*          | algorithm = Word2Vec
                    gbm-binomial-v1         | ^algorithm = .*          | algorithm = Generic Model
                    gbm-binomial-v1         | ^algorithm = .*          | algorithm = TargetEncoder
                    gbm-binomial-v1         | ^algo = .*               | algo = word2vec
                    gbm-binomial-v1         | ^algo = .*               | algo = GBM
                    gbm-binomial-v1         | ^endianness = .*         | endianness = BIG_ENDIAN
                    gbm-binomial-v1         | ^init_f = .*             | init_f = NaN
                    gbm-binomial-v1         | ^init_f = .*             | init_f = 1e999
                    gbm-binomial-v1         | ^init_f = .*             | init_f = 0,5
                    gbm-binomial-v1         | ^init_f = .*             | init_f = 0x1p-1d
                    gbm-binomial-v1         | ^init_f = .*             | init_f =
                    gbm-binomial-v1         | ^distribution = .*       | distribution = tweedie
                    gbm-binomial-v1         | ^distribution = .*       | distribution = custom
                    gbm-binomial-v1         | ^link_function = .*      | link_function = inverse
                    gbm-binomial-v1         | ^link_function = .*      | link_function = ologlog
                    gbm-binomial-v1         | ^default_threshold = .*  | default_threshold = NaN
                    gbm-binomial-v1         | ^default_threshold = .*  | default_threshold = -Infinity
                    gbm-binomial-v1         | ^balance_classes = .*    | balance_classes = true
                    gbm-binomial-v1         | ^prior_class_.*          | prior_class_distrib = [0, 0]
                    gbm-binomial-v1         | ^prior_class_.*          | prior_class_distrib = [NaN, -1]
                    gbm-binomial-v1         | ^_orig_projection.*      | _orig_projection_array = [7, -1, 99]
                    gbm-binomial-v1         | ^_genmodel_enc.*         | _genmodel_encoding = Eigen
                    gbm-binomial-v1         | ^_genmodel_enc.*         | _genmodel_encoding = OneHotExplicit
                    gbm-binomial-v1         | ^amount$                 | fraud
                    gbm-binomial-v1         | ^amount$                 | am\u2028ount
                    gbm-binomial-v1         | ^3: 6 d000.txt           | 3: 6 d000.txt\\n99: 6 d000.txt
                    gbm-binomial-v1         | ^3: 6 d000.txt           | -3: 6 d000.txt
                    gbm-binomial-v1         | ^3: 6 d000.txt           | 3: 6 ../model.ini
                    gbm-binomial-v1         | ^uuid = .*               | uuid = ${jndi:ldap://127.0.0.1/x}
                    gbm-calibrated          | ^calib_glm_beta = .*     | calib_glm_beta = [NaN, NaN]
                    gbm-calibrated          | ^calib_glm_beta = .*     | calib_glm_beta = [-0.0, Infinity]
                    gbm-calibrated          | ^calib_glm_beta = .*     | calib_glm_beta = []
                    gbm-poisson-offset      | ^offset_column = .*      | offset_column = nobody
                    gbm-one-hot             | ^_genmodel_enc.*         | _genmodel_encoding = Binary
                    glm-binomial            | ^use_all_factor_.*       | use_all_factor_levels = false
                    glm-binomial            | ^cat_offsets = .*        | cat_offsets = [0, 0, 0, 0, 14]
                    glm-binomial            | ^cat_offsets = .*        | cat_offsets = [14, 12, 9, 6, 0]
                    glm-binomial            | ^cat_modes = .*          | cat_modes = [-1, 2, 1, 1]
                    glm-binomial            | ^num_means = .*          | num_means = [NaN, Infinity, -0.0]
                    glm-binomial            | ^link = .*               | link = tweedie
                    glm-binomial            | ^link = .*               | link = inverse
                    glm-binomial            | ^family = .*             | family = multinomial
                    glm-binomial            | ^family = .*             | family = ordinal
                    glm-binomial            | ^nums = .*               | nums = 2
                    glm-tweedie-skip-missing| ^tweedie_link_power = .* | tweedie_link_power = NaN
                    glm-tweedie-skip-missing| ^tweedie_link_power = .* | tweedie_link_power = 1e308
                    kmeans                  | ^standardize_mults = \\[[^,]* | standardize_mults = [NaN
                    kmeans                  | ^standardize_modes = .*  | standardize_modes = [-1, -1, -1, 99, 2, 1, 1]
                    kmeans                  | ^center_num = .*         | center_num = 3
                    kmeans                  | ^center_num = .*         | center_num = 5
                    deeplearning-regression | ^neural_network_sizes =.*| neural_network_sizes = [21, 8, 8, 8, 1]
                    deeplearning-regression | ^neural_network_sizes =.*| neural_network_sizes = [21, -8, -8, 1]
                    deeplearning-regression | ^neural_network_sizes =.*| neural_network_sizes = [21, 65536, 65536, 1]
                    deeplearning-regression | ^neural_network_sizes =.*| neural_network_sizes = [21, 8, 8, 0]
                    deeplearning-regression | ^hidden_dropout_.*       | hidden_dropout_ratios = []
                    deeplearning-regression | ^activation = .*         | activation = Maxout
                    deeplearning-regression | ^activation = .*         | activation = ExpRectifierWithDropout
                    deeplearning-regression | ^norm_mul = .*           | norm_mul = [1.0]
                    deeplearning-regression | ^norm_resp_mul = .*      | norm_resp_mul = [0.0]
                    deeplearning-regression | ^norm_resp_mul = .*      | norm_resp_mul = []
                    deeplearning-regression | ^mini_batch_size = .*    | mini_batch_size = -1
                    deeplearning-regression | ^distribution = .*       | distribution = huber
                    xgboost-binomial        | ^use_all_factor_.*       | use_all_factor_levels = false
                    xgboost-binomial        | ^sparse = .*             | sparse = true
                    xgboost-binomial        | ^booster = .*            | booster = gblinear
                    xgboost-binomial        | ^booster = .*            | booster = dart
                    xgboost-binomial        | ^cats = .*               | cats = 3
                    drf-binomial            | ^binomial_double_trees=.*| binomial_double_trees = true
                    drf-binomial            | ^n_trees_per_class = .*  | n_trees_per_class = 2
                    isolation-forest        | ^max_path_length = .*    | max_path_length = 0
                    isolation-forest        | ^max_path_length = .*    | max_path_length = -2147483648
                    isolation-forest        | ^min_path_length = .*    | min_path_length = 9223372036854775807
                    extended-isolation-forest | ^sample_size = .*      | sample_size = 0
                    extended-isolation-forest | ^sample_size = .*      | sample_size = -1
                    stackedensemble-binomial| ^metalearner = .*        | metalearner = ensemble-gbm
                    stackedensemble-binomial| ^base_model0 = .*        | base_model0 = metalearner_AUTO_stackedensemble-binomial
                    stackedensemble-binomial| ^base_model1 = .*        | base_model1 = ensemble-gbm
                    stackedensemble-binomial| ^metalearner_trans.*     | metalearner_transform = Logit
                    stackedensemble-binomial| ^metalearner_trans.*     | metalearner_transform = Evil
                    stackedensemble-binomial| ^submodel_dir_1 = .*     | submodel_dir_1 = models/GBM/ensemble-gbm
                    stackedensemble-binomial| ^submodel_dir_1 = .*     | submodel_dir_1 = ./
                    stackedensemble-binomial| ^submodel_dir_1 = .*     | submodel_dir_1 = /
                    stackedensemble-binomial| ^submodel_key_2 = .*     | submodel_key_2 = ensemble-gbm
                    stackedensemble-binomial| ^n_features = .*         | n_features = 6
                    """)
    void a_line_that_says_another_thing(String model, String pattern, String replacement) throws IOException {
        // A pattern for a key that the format does not write proves nothing; then the key comes anew.
        String ini = new String(Zips.entries(Fixtures.zip(model)).get("model.ini"), StandardCharsets.UTF_8);
        boolean there = Pattern.compile("(?m)" + pattern).matcher(ini).find();
        String value = replacement == null ? "" : replacement.replace("$", "\\$");
        odd.trial(
                model, there ? Craft.ini(model, pattern, value) : Craft.ini(model, "^\\[info\\]", "[info]\n" + value));
    }

    @Test
    void a_number_as_long_as_a_book() throws IOException {
        for (String digits :
                List.of("0." + "3".repeat(2_000_000), "1" + "0".repeat(2_000_000), "1e" + "9".repeat(99_999))) {
            odd.trial(GBM, Craft.ini(GBM, "^init_f = .*", "init_f = " + digits));
            odd.trial("glm-binomial", Craft.ini("glm-binomial", "^beta = \\[[^,]*", "beta = [" + digits));
            odd.refused(GBM, Craft.ini(GBM, "^n_trees = .*", "n_trees = " + digits));
        }
        odd.refused(GBM, Craft.ini(GBM, "^n_trees = .*", "n_trees"));
        odd.refused(GBM, Craft.ini(GBM, "^n_trees = .*", "n_trees = 10\nn_trees = 10"));
        odd.refused(GBM, Craft.ini(GBM, "^\\[columns\\]", "[columns]\n[info]"));
    }

    /** Splitting such a line as h2o-genmodel does takes the square of the gap. */
    @Test
    void a_gap_as_long_as_a_book() throws IOException {
        for (String blank : List.of(" ", "\t", "\f", "\u000B")) {
            String gap = blank.repeat(200_000);
            odd.refused(GBM, Craft.ini(GBM, "^n_trees = .*", "n_trees = 10\na" + gap + "b = 1"));
            odd.refused(GBM, Craft.ini(GBM, "^n_trees = .*", "n_trees = 10\na" + gap + "b"));
            odd.trial(GBM, Craft.ini(GBM, "^n_trees = .*", "n_trees" + gap + "=" + gap + "10"));
        }
    }

    @Test
    void lines_that_two_readers_count_differently() throws IOException {
        for (String end : List.of("\r", "\r\n", "\u0085", "\u2028", "\u000B", "\f", "\u0000", "\uFEFF")) {
            odd.trial(
                    GBM,
                    Craft.entry(
                            GBM,
                            "domains/d000.txt",
                            text -> Craft.text(new String(text, StandardCharsets.UTF_8).replace("\n", end))));
            odd.trial(
                    GBM,
                    Craft.entry(
                            GBM,
                            "model.ini",
                            text -> Craft.text(new String(text, StandardCharsets.UTF_8).replace("\n", end))));
        }
        for (String level : List.of("\\", "\\n", "AT\\nCH", "\\u", "\uD83D", "x".repeat(3_000_000))) {
            odd.trial(
                    GBM,
                    Craft.entry(
                            GBM,
                            "domains/d000.txt",
                            text -> Craft.text(new String(text, StandardCharsets.UTF_8).replace("AT", level))));
        }
        byte[] broken = {(byte) 0xC0, (byte) 0x80, '\n', (byte) 0xFF, '\n', 'a', '\n', 'b', '\n', 'c', '\n', 'd', '\n'};
        odd.trial(GBM, Craft.entry(GBM, "domains/d000.txt", text -> broken));
        // The same level twice: an encoder must choose one, and always the same.
        odd.trial(GBM, Craft.entry(GBM, "domains/d000.txt", text -> Craft.text("AT\nAT\nAT\nAT\nAT\nAT\n")));
    }

    @Test
    void an_ensemble_that_leads_round_in_circles() throws IOException {
        String model = "stackedensemble-binomial";
        Map<String, byte[]> entries = Zips.entries(Fixtures.zip(model));
        String top = new String(entries.get("model.ini"), StandardCharsets.UTF_8);
        // A member that is an ensemble again, whose members are named from the top.
        entries.put("models/GBM/ensemble-gbm/model.ini", Craft.text(top));
        odd.refused(model, Zips.zip(entries));
        for (String dir : List.of("../../../", "models/GBM/ensemble-gbm/../../../", "//", "models/../")) {
            odd.refused(model, Craft.ini(model, "^submodel_dir_1 = .*", "submodel_dir_1 = " + dir));
        }
        StringBuilder many = new StringBuilder("base_models_num = 1000\n");
        for (int i = 2; i < 1000; i++) {
            many.append("base_model%d = ensemble-gbm\n".formatted(i));
        }
        odd.trial(model, Craft.ini(model, "^base_models_num = .*", many.toString()));
    }

    @Test
    void boosters_of_another_kind() throws IOException {
        for (String model : List.of("xgboost-binomial", "xgboost-regression")) {
            byte[] booster = Zips.entries(Fixtures.zip(model)).get("boosterBytes");
            String text = new String(booster, StandardCharsets.ISO_8859_1);
            for (String[] swap : new String[][] {
                {"gbtree", "gbline"},
                {"gbtree", "dart\0\0"},
                {"binary:logistic", "binary:logitraw"},
                {"binary:logistic", "rank:pairwise\0\0"},
                {"reg:squarederror", "reg:linear\0\0\0\0\0\0"}
            }) {
                if (text.contains(swap[0])) {
                    byte[] other = text.replace(swap[0], swap[1]).getBytes(StandardCharsets.ISO_8859_1);
                    odd.trial(model, Craft.entry(model, "boosterBytes", old -> other));
                }
            }
            int[] values = {0x7FC00000, 0x7F800000, -1};
            for (int at = 0; at < Math.min(booster.length - 4, 700); at += 4) {
                int where = at;
                odd.trial(
                        model, Craft.entry(model, "boosterBytes", old -> Craft.put(old, where, values[where / 4 % 3])));
            }
        }
    }
}
