package dev.plumbline.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.mojo.ForestMojo.Kind;
import dev.plumbline.mojo.flat.Equality;
import dev.plumbline.mojo.flat.FlatModel;
import dev.plumbline.mojo.flat.Flattening;
import dev.plumbline.mojo.flat.Undecodable;
import dev.plumbline.mojo.gate.Shape;
import hex.genmodel.MojoModel;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Flat forests against h2o-genmodel, bit for bit, on models that training would never give. */
class FlatForestTest {

    private static final int[] LEVELS = {-1, 2, -1, 7, -1, 32, 33, 200, -1};
    private static final int MUTATIONS = Integer.getInteger("plumbline.mutations", 1_000);

    private static MojoModel model(Map<String, byte[]> entries) throws IOException {
        return MojoModel.load(new ArchiveBackend(entries));
    }

    private static void equal(Map<String, byte[]> entries, int rows, long seed) throws Exception {
        MojoModel model = model(entries);
        FlatModel flat = Flattening.of(model, entries);
        assertThat(Equality.check(model, flat, 250).difference()).isEmpty();
        // Rows of another generator than the one that the proof at load uses.
        Random random = new Random(seed);
        Evaluator expected = new GenmodelEvaluator(model, GenmodelEvaluator.isCalibrated(model));
        Evaluator evaluator = new FlatEvaluator(model, flat, GenmodelEvaluator.isCalibrated(model));
        int outputs = Outputs.of(model, GenmodelEvaluator.isCalibrated(model)).size();
        Workspace work = evaluator.workspace();
        for (int i = 0; i < rows; i++) {
            double[] row = random.doubles(model.nfeatures(), -3, 40)
                    .map(d -> random.nextInt(10) == 0 ? Double.NaN : random.nextBoolean() ? Math.rint(d) : d)
                    .toArray();
            double offset = model.getOffsetName() == null ? 0 : random.nextGaussian();
            double[] genmodel = new double[outputs];
            double[] answer = new double[outputs];
            expected.score(row.clone(), offset, Workspace.NONE, genmodel);
            evaluator.score(row, offset, work, answer);
            assertThat(bits(answer)).as("row %d", i).isEqualTo(bits(genmodel));
        }
    }

    private static long[] bits(double[] values) {
        return java.util.Arrays.stream(values)
                .mapToLong(Double::doubleToRawLongBits)
                .toArray();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void has_the_bits_of_genmodel_for_any_tree_that_the_format_allows(Kind kind) throws Exception {
        for (int seed = 0; seed < 12; seed++) {
            int depth = 1 + seed % 7;
            ForestMojo mojo = new ForestMojo(kind, LEVELS, 1 + seed * 2, depth, seed % 3 * 20);
            equal(mojo.entries(new Random(seed)), 300, seed);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "binary:logistic",
                "multi:softprob",
                "reg:squarederror",
                "count:poisson",
                "reg:gamma",
                "rank:pairwise"
            })
    void has_the_bits_of_genmodel_for_any_booster(String objective) throws Exception {
        // The second has so many cells that they are asked for as levels.
        for (int[] levels : new int[][] {{7, 2, 40}, {900, 7, 300}, {}}) {
            for (int variant = 0; variant < 16; variant++) {
                BoosterMojo mojo = new BoosterMojo(
                        objective,
                        levels,
                        variant % 3 + 1,
                        (variant & 1) != 0,
                        (variant & 2) != 0,
                        (variant & 4) != 0,
                        (variant & 8) != 0 ? 6 : 2);
                equal(mojo.entries(new Random(variant)), 100, variant);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 40})
    void walks_deep_and_lopsided_trees_to_the_end(int depth) throws Exception {
        equal(new ForestMojo(Kind.BINOMIAL, LEVELS, 11, depth, 42).entries(new Random(depth)), 300, 1);
    }

    @Test
    void splits_large_forests_into_chunks() throws Exception {
        Map<String, byte[]> entries = new ForestMojo(Kind.REGRESSION, LEVELS, 150, 11, 0).entries(new Random(5));
        equal(entries, 100, 2);
        assertThat(Flattening.of(model(entries), entries).bytes()).isGreaterThan(2 << 20);
    }

    @Test
    void serves_every_trained_forest_flat() throws Exception {
        for (String name : Fixtures.names().toList()) {
            boolean forest = name.matches("(gbm|drf|xgboost|isolation-forest).*");
            Evaluation evaluation = Fixtures.load(name).evaluation();
            assertThat(evaluation.evaluator()).as(name).isEqualTo(forest ? "flat" : "genmodel");
            assertThat(evaluation.reason())
                    .isEqualTo(forest ? "equal to h2o-genmodel on 1000 rows" : "the model is no forest");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.plumbline.mojo.Fixtures#names")
    void says_the_same_on_the_rows_of_the_cluster(String name) throws Exception {
        Fixtures.Recorded recorded = Fixtures.recorded(name);
        LoadedModel loaded = Fixtures.load(name);
        MojoModel model = MojoModel.load(new ArchiveBackend(Zips.entries(Fixtures.zip(name))));
        if (loaded.evaluation().evaluator().equals("genmodel")) {
            return;
        }
        Evaluator genmodel = new GenmodelEvaluator(model, GenmodelEvaluator.isCalibrated(model));
        Row row = loaded.newRow();
        for (Fixtures.Question question : recorded.rows()) {
            PredictionTest.fill(loaded, row, question.input());
            double[] expected = new double[row.prediction().length];
            genmodel.score(row.values().clone(), row.offset(), Workspace.NONE, expected);
            assertThat(bits(loaded.score(row))).isEqualTo(bits(expected));
        }
    }

    /** Bytes that lie are either found out, or mean the same to both. A hang would fail by the time limit of the build. */
    @Test
    void finds_out_mutated_trees_or_reads_them_as_genmodel_does() throws Exception {
        Random random = new Random(99);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Map<String, byte[]> entries = new ForestMojo(Kind.BINOMIAL, LEVELS, 1, 4, 20).entries(new Random(i % 40));
            mutate(entries.get("trees/t00_000.bin"), random);
            MojoModel model = model(entries);
            try {
                FlatModel flat = Flattening.of(model, entries);
                assertThat(Equality.check(model, flat, 60).difference())
                        .as("mutation %d", i)
                        .isEmpty();
            } catch (Undecodable found) {
                assertThat(found.getMessage()).isNotBlank();
                refused++;
            }
        }
        assertThat(refused).isBetween(MUTATIONS / 20, MUTATIONS - MUTATIONS / 20);
    }

    private static void mutate(byte[] tree, Random random) {
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            tree[random.nextInt(tree.length)] ^= (byte) (1 << random.nextInt(8));
        }
    }

    @Test
    void falls_back_and_says_why() throws Exception {
        Map<String, byte[]> entries = new ForestMojo(Kind.BINOMIAL, LEVELS, 3, 4, 0).entries(new Random(1));
        entries.put("trees/t00_001.bin", new byte[] {0, 0});
        MojoArchive archive = new MojoArchive(Sha256.of(new byte[0]), HEADER, entries, 0, 0, Shape.NONE);
        EvaluatorChoice choice = EvaluatorChoice.of(archive, model(entries), false, () -> {});
        assertThat(choice.evaluator()).isInstanceOf(GenmodelEvaluator.class);
        assertThat(choice.evaluation()).isEqualTo(new Evaluation("genmodel", "a tree is cut short"));
    }

    private static final MojoHeader HEADER =
            new MojoHeader("Gradient Boosting Machine", "gbm", "Binomial", "1.40", "3.46.0.11", 9, 2, 3, false);
}
