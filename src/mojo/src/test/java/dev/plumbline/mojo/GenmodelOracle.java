package dev.plumbline.mojo;

import hex.genmodel.MojoModel;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Holds the answers of a loaded model against {@code score0} of a second copy that h2o-genmodel makes of the same
 * archive, called directly: neither the flat arrays nor the code around genmodel may change a bit, whatever the mutant.
 */
final class GenmodelOracle {

    private static final double[] EDGES = {
        0.0, -0.0, 1, -1, 0.5, 1e-300, -1e300, Double.MIN_VALUE, Float.MAX_VALUE, Double.POSITIVE_INFINITY, 1e9, 41.5
    };

    private static final int MADE_UP = 24;

    private final MojoArchive archive;
    private final LoadedModel served;
    private final MojoModel own;
    private final boolean calibrated;

    private GenmodelOracle(MojoArchive archive, LoadedModel served, MojoModel own) {
        this.archive = archive;
        this.served = served;
        this.own = own;
        this.calibrated = GenmodelEvaluator.isCalibrated(own);
    }

    /** The first difference; empty where there is none. */
    static Optional<String> difference(
            MojoArchive archive, LoadedModel served, List<Fixtures.Question> questions, long seed) throws IOException {
        GenmodelOracle oracle =
                new GenmodelOracle(archive, served, MojoModel.load(new ArchiveBackend(archive.entries())));
        Row row = served.newRow();
        for (int i = 0; i < questions.size(); i++) {
            PredictionTest.fill(served, row, MutantTrials.fitting(served, questions.get(i)));
            if (!oracle.agrees(row)) {
                return Optional.of("recorded row " + i);
            }
        }
        Random random = new Random(seed);
        for (int i = 0; i < MADE_UP; i++) {
            oracle.makeUp(row, random);
            if (!oracle.agrees(row)) {
                return Optional.of("made-up row " + i);
            }
        }
        return Optional.empty();
    }

    private void makeUp(Row row, Random random) {
        row.clear();
        for (int column = 0; column < served.inputs().size(); column++) {
            InputColumn input = served.inputs().get(column);
            int kind = random.nextInt(10);
            if (kind == 0) {
                continue;
            }
            if (input.categorical()) {
                List<String> levels = input.levels();
                row.level(column, kind == 1 || levels.isEmpty() ? "\u2603" : levels.get(random.nextInt(levels.size())));
            } else {
                row.number(column, kind < 4 ? EDGES[random.nextInt(EDGES.length)] : random.nextGaussian() * 50);
            }
        }
    }

    private boolean agrees(Row row) {
        double[] encoded = row.values().clone();
        if (leftOut(encoded)) {
            return true;
        }
        double[] expected = new double[own.getPredsSize(own.getModelCategory())];
        try {
            expected = row.offset() != 0 || own.requiresOffset()
                    ? own.score0(encoded.clone(), row.offset(), expected)
                    : own.score0(encoded.clone(), expected);
        } catch (RuntimeException | AssertionError noAnswer) {
            // Tests run with the assertions of h2o-genmodel, which a server runs without.
            return true;
        }
        double[] found;
        try {
            found = served.score(row);
        } catch (CannotScoreException | AssertionError noAnswer) {
            return false;
        }
        int plain = calibrated ? 3 : found.length;
        boolean same = same(expected, 0, found, 0, plain);
        if (same && calibrated) {
            own.calibrateClassProbabilities(expected);
            same = same(expected, 1, found, plain, 2);
        }
        return same;
    }

    /** A linear model that was trained without rows that have gaps gives those none, which genmodel leaves to others. */
    private boolean leftOut(double[] encoded) {
        return archive.header().algo().equals("glm")
                && !archive.header().imputesMeans()
                && Arrays.stream(encoded).anyMatch(Double::isNaN);
    }

    private static boolean same(double[] one, int from, double[] other, int at, int count) {
        for (int i = 0; i < count; i++) {
            // One NaN is any NaN: which of its bits are set depends on how the processor orders the operands.
            if (Double.doubleToLongBits(one[from + i]) != Double.doubleToLongBits(other[at + i])) {
                return false;
            }
        }
        return true;
    }
}
