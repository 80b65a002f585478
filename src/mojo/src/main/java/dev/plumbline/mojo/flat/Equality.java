package dev.plumbline.mojo.flat;

import hex.genmodel.MojoModel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Holds a flat model against {@code score0} of h2o-genmodel on made-up rows, bit for bit. One difference is enough to
 * serve with h2o-genmodel instead.
 */
public final class Equality {

    /** Rows to compare; on a model of 300 trees they take less than half a second. */
    private static final int ROWS = 1000;
    /** A forest so large that fewer rows take this long is compared on fewer rows, but never on less than the least. */
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private static final int LEAST_ROWS = 32;

    private Equality() {}

    /**
     * @param compared rows on which both agreed
     * @param difference what was found, if anything was
     */
    public record Finding(int compared, Optional<String> difference) {}

    /** @param between called after each row; the time that it takes is not counted */
    public static Finding check(MojoModel model, FlatModel flat, Runnable between) {
        return check(model, flat, ROWS, between);
    }

    /** @param wanted rows to compare when there is time */
    public static Finding check(MojoModel model, FlatModel flat, int wanted) {
        return check(model, flat, wanted, () -> {});
    }

    private static Finding check(MojoModel model, FlatModel flat, int wanted, Runnable between) {
        SampleRows rows = new SampleRows(model, flat.thresholds());
        double[] row = new double[model.nfeatures()];
        double[] expected = new double[model.getPredsSize(model.getModelCategory())];
        double[] answer = new double[expected.length];
        Scratch scratch = flat.scratch();
        long worked = 0;
        for (int i = 0; i < wanted; i++) {
            long start = System.nanoTime();
            if (i >= LEAST_ROWS && worked > LONGEST.toNanos()) {
                return new Finding(i, Optional.empty());
            }
            rows.fill(row);
            double offset = model.getOffsetName() != null && i % 2 == 1 ? rows.offset() : 0;
            Arrays.fill(expected, 0);
            if (model.requiresOffset() || offset != 0) {
                model.score0(row.clone(), offset, expected);
            } else {
                model.score0(row.clone(), expected);
            }
            flat.score0(row, offset, scratch, answer);
            for (int j = 0; j < expected.length; j++) {
                if (Double.doubleToRawLongBits(expected[j]) != Double.doubleToRawLongBits(answer[j])) {
                    return new Finding(i, Optional.of("row %d differs in column %d".formatted(i, j)));
                }
            }
            worked += System.nanoTime() - start;
            between.run();
        }
        return new Finding(wanted, Optional.empty());
    }
}
