package dev.plumbline.mojo.flat;

import hex.genmodel.MojoModel;
import java.util.Random;

/**
 * Made-up encoded rows that go where a forest could go wrong: on thresholds and one step beside them, missing values,
 * levels past the last one, numbers of every size.
 */
final class SampleRows {

    private static final double[] EXTREMES = {
        0.0,
        -0.0,
        1,
        -1,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Float.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };

    private final Random random = new Random(23);
    private final int[] levels;
    private final Thresholds thresholds;

    SampleRows(MojoModel model, Thresholds thresholds) {
        this.levels = Flattening.levels(model);
        this.thresholds = thresholds;
    }

    void fill(double[] row) {
        // Some rows are nearly complete and some nearly empty, as those of clients are.
        int gaps = random.nextInt(4) == 0 ? 60 : 8;
        for (int column = 0; column < row.length; column++) {
            if (random.nextInt(100) < gaps) {
                row[column] = Double.NaN;
            } else {
                row[column] = levels[column] < 0 ? number(column) : level(levels[column]);
            }
        }
    }

    double offset() {
        return random.nextGaussian();
    }

    private double level(int count) {
        return switch (random.nextInt(40)) {
            case 0 -> count;
            case 1 -> count + random.nextInt(1000);
            case 2 -> -1;
            default -> random.nextInt(Math.max(1, count));
        };
    }

    private double number(int column) {
        float threshold = thresholds.any(column, random);
        return switch (random.nextInt(12)) {
            case 0, 1 -> threshold;
            case 2 -> Math.nextUp((double) threshold);
            case 3 -> Math.nextDown((double) threshold);
            case 4 -> Math.nextUp(threshold);
            case 5 -> Math.nextDown(threshold);
            case 6 -> EXTREMES[random.nextInt(EXTREMES.length)];
            case 7, 8 -> threshold + random.nextGaussian();
            case 9 -> random.nextInt(-3, 100);
            default -> random.nextGaussian() * Math.pow(10, random.nextInt(-3, 6));
        };
    }
}
