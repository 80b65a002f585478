package dev.plumbline.mojo.gate;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What trees and networks may have beside their main part: a calibration, and the columns before an encoding. */
final class Extras {

    private Extras() {}

    static void calibration(Part part) throws IOException, Malformed {
        switch (part.ini().optional("calib_method")) {
            case "" -> {}
            case "platt" -> part.ini().vector("calib_glm_beta", 2);
            case "isotonic" -> {
                double[] x = thresholds(part, "calib/thresholds_x");
                double[] y = thresholds(part, "calib/thresholds_y");
                if (x.length != y.length || x.length == 0) {
                    throw new Malformed("a calibration has not one value for each threshold");
                }
                ordered(x);
                bound(part, "calib_min_x", x[0]);
                bound(part, "calib_max_x", x[x.length - 1]);
            }
            default -> throw new Malformed("a calibration is of an unknown kind");
        }
    }

    /**
     * In the order by which genmodel searches them, in which zero comes after minus zero. H2O writes a threshold twice
     * where the calibrated value jumps.
     */
    private static void ordered(double[] thresholds) throws Malformed {
        for (int i = 0; i < thresholds.length; i++) {
            if (Double.isNaN(thresholds[i]) || i > 0 && Double.compare(thresholds[i - 1], thresholds[i]) > 0) {
                throw new Malformed("a calibration has thresholds that are not in order");
            }
        }
    }

    /** A bound beyond the thresholds would make the search for a threshold leave them. */
    private static void bound(Part part, String key, double threshold) throws Malformed {
        try {
            if (Double.compare(Double.parseDouble(part.ini().text(key)), threshold) == 0) {
                return;
            }
        } catch (NumberFormatException noNumber) {
            // Falls through: no number is not the threshold either.
        }
        throw new Malformed("a calibration has bounds unlike its thresholds");
    }

    /** A length of 4 bytes and that many numbers of 8, both big-endian. */
    private static double[] thresholds(Part part, String name) throws IOException, Malformed {
        ByteBuffer bytes = ByteBuffer.wrap(part.read(name));
        if (bytes.remaining() < 4 || bytes.getInt() != (bytes.remaining() >> 3) || (bytes.remaining() & 7) != 0) {
            throw new Malformed("a calibration has not as many thresholds as it says");
        }
        double[] values = new double[bytes.remaining() / 8];
        bytes.asDoubleBuffer().get(values);
        return values;
    }

    /** Names and levels of the columns as they were before an explicit encoding such as one-hot. */
    static void originals(Part part) throws IOException, Malformed {
        ModelIni ini = part.ini();
        int columns = part.limits().maxColumns();
        int names = ini.optionalCount("_n_orig_names", 0, columns).orElse(-1);
        if (names >= 0 && part.lines("_orig_names") != names) {
            throw new Malformed("_orig_names is not as long as model.ini says");
        }
        int domains = ini.optionalCount("_n_orig_domain_values", 0, columns).orElse(0);
        for (int i = 0; i < domains; i++) {
            int levels =
                    ini.count("_m_orig_domain_values_" + i, 0, part.limits().maxLevels());
            if (levels > 0 && part.lines("_orig_domain_values_" + i) != levels) {
                throw new Malformed("a list of levels is not as long as model.ini says");
            }
            if (part.tally().levels(levels) > part.maxLevels()) {
                throw new Malformed("the archive has more than %d levels".formatted(part.maxLevels()));
            }
        }
    }
}
