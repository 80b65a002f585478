package dev.plumbline.mojo.flat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two forms of a forest against each other, and which one is chosen. */
class FormsTest {

    private static final int[] LEVELS = {-1, -1, 3, -1, 70, -1, 31, 32};

    private static BroadForest broad(TreeSource source, int[] levels, Way... ways) throws Undecodable {
        return new BroadForestBuilder(source, new H2oValues(levels), new Thresholds(levels.length), Set.of(ways))
                .build()
                .orElseThrow();
    }

    private static DeepForest deep(TreeSource source, int[] levels) throws Undecodable {
        return new DeepForestBuilder(source, new H2oValues(levels), new Thresholds(levels.length)).build();
    }

    private static long[] sums(Forest forest, double[] row, boolean single, Scratch scratch) {
        double[] sums = new double[forest.sums() + 1];
        Arrays.fill(sums, 0.25f);
        forest.add(row, single, scratch, sums, 1);
        return Arrays.stream(sums).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    private static double[] row(Random random) {
        double[] row = new double[LEVELS.length];
        for (int column = 0; column < row.length; column++) {
            row[column] = switch (random.nextInt(8)) {
                case 0 -> Double.NaN;
                case 1 -> random.nextInt(100);
                case 2 -> random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
                case 3, 4 -> random.nextInt(5);
                default -> LEVELS[column] < 0 ? random.nextGaussian() : random.nextInt(LEVELS[column]);
            };
        }
        return row;
    }

    /** Trees in the last case are so many that they take three boards and end in the middle of one. */
    @ParameterizedTest
    @CsvSource({"1, 40, 6", "3, 25, 5", "1, 120, 1", "1, 61, 7", "2, 30, 9", "3, 60, 11"})
    void give_the_same_bits(int sums, int trees, int depth) throws Exception {
        for (int seed = 0; seed < (depth > 9 ? 1 : 6); seed++) {
            TreeSource source = new RandomTrees(seed, sums, trees, depth, LEVELS);
            Forest deep = deep(source, LEVELS);
            Scratch ofDeep = deep.scratch();
            Forest[] forests = {
                broad(source, LEVELS, Way.BITS), broad(source, LEVELS, Way.BYTES), broad(source, LEVELS, Way.LEAVES)
            };
            Scratch scratch = Scratch.NONE;
            for (Forest forest : forests) {
                scratch = scratch.and(forest.scratch());
            }
            Random random = new Random(seed);
            for (int i = 0; i < 400; i++) {
                double[] row = row(random);
                boolean single = random.nextBoolean();
                long[] expected = sums(deep, row, single, ofDeep);
                for (Forest forest : forests) {
                    assertThat(sums(forest, row, single, scratch)).isEqualTo(expected);
                }
            }
        }
    }

    /** Broad: 300 trees of depth 6. Deep: two trees of 32767 questions, and few trees on thousands of columns. */
    @Test
    void the_form_follows_the_trees() throws Exception {
        int[] wide = new int[4000];
        Arrays.fill(wide, -1);
        assertThat(form(new RandomTrees(1, 1, 300, 6, LEVELS), LEVELS)).isInstanceOf(BroadForest.class);
        assertThat(form(new RandomTrees(1, 1, 2, 15, LEVELS), LEVELS)).isInstanceOf(DeepForest.class);
        assertThat(form(new RandomTrees(1, 1, 20, 13, LEVELS), LEVELS)).isInstanceOf(DeepForest.class);
        assertThat(form(new RandomTrees(1, 1, 300, 6, wide), wide)).isInstanceOf(DeepForest.class);
    }

    private static Forest form(TreeSource source, int[] levels) throws Undecodable {
        return Forest.of(source, new H2oValues(levels), new Thresholds(levels.length));
    }

    @Test
    void equal_questions_share_an_answer() throws Exception {
        TreeSource once = new RandomTrees(7, 1, 1, 6, LEVELS);
        TreeSource often = new TreeSource() {
            @Override
            public int sums() {
                return 1;
            }

            @Override
            public int trees(int sum) {
                return 200;
            }

            @Override
            public java.util.Optional<Tree> tree(int sum, int index) throws Undecodable {
                return once.tree(0, 0);
            }

            @Override
            public int columns() {
                return LEVELS.length;
            }

            @Override
            public int levelKeys(int column) {
                return once.levelKeys(column);
            }

            @Override
            public long bytes() {
                return once.bytes();
            }
        };
        // 63 questions on at most 16 columns, each on words of its own; 64 bits of a word are as many bytes.
        Scratch scratch = broad(often, LEVELS, Way.BITS, Way.BYTES).scratch();
        assertThat(scratch.words().length).isLessThanOrEqualTo(32);
        assertThat(scratch.bytes().length).isLessThanOrEqualTo(32 * Long.SIZE);
    }

    /**
     * Bits of leaves where levels are asked for, or few columns; bytes where numbers are asked for alone and trees are
     * full; bits of answers where there are too many for bytes.
     */
    @Test
    void the_way_follows_the_questions() throws Exception {
        assertThat(ways(new RandomTrees(1, 1, 300, 6, columns(10, 60)), columns(10, 60)))
                .containsExactly(LeafBoard.class);
        assertThat(ways(new RandomTrees(1, 1, 50, 5, columns(7, -1)), columns(7, -1)))
                .containsExactly(LeafBoard.class);
        assertThat(ways(new RandomTrees(1, 1, 100, 7, columns(7, -1)), columns(7, -1)))
                .containsExactly(WideBoard.class);
        assertThat(ways(new RandomTrees(1, 1, 300, 6, columns(60, -1)), columns(60, -1)))
                .containsExactly(WideBoard.class);
        assertThat(ways(new RandomTrees(1, 1, 500, 7, columns(30, -1)), columns(30, -1)))
                .containsExactly(Board.class);
    }

    /** Lines for leaves would take 300 words for each of 9000 levels. */
    @Test
    void lines_stay_within_the_caches() throws Exception {
        int[] many = columns(3, 3_000);
        assertThat(ways(new RandomTrees(1, 1, 300, 5, many), many)).doesNotContain(LeafBoard.class);
    }

    private static int[] columns(int count, int levels) {
        int[] columns = new int[count];
        Arrays.fill(columns, levels);
        return columns;
    }

    private static List<Class<?>> ways(TreeSource source, int[] levels) throws Undecodable {
        return broad(source, levels, Way.values())
                .answers()
                .<Class<?>>map(Object::getClass)
                .toList();
    }
}
