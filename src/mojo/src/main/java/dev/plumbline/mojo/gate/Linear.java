package dev.plumbline.mojo.gate;

/** A generalized linear model: one coefficient for each cell, one for each number, and the intercept. */
final class Linear {

    private Linear() {}

    static void check(Part part) throws Malformed {
        ModelIni ini = part.ini();
        int categorical = ini.count("cats", 0, part.features());
        int numeric = ini.count("nums", 0, part.features() - categorical);
        int[] cells = part.cells(categorical);
        boolean perClass =
                ini.text("family").equals("multinomial") || ini.text("family").equals("ordinal");
        long each = (long) cells[categorical] + numeric + 1;
        long all = perClass ? each * Math.max(1, part.classes()) : each;
        ini.vector("beta", all);
        if (ini.flag("mean_imputation")) {
            ini.vector("num_means", numeric);
            modes(ini.integers("cat_modes", categorical), part);
        }
        part.tally().coefficients(all);
    }

    private static void modes(int[] modes, Part part) throws Malformed {
        for (int i = 0; i < modes.length; i++) {
            // One past the last level stands for a missing value.
            if (modes[i] < 0 || modes[i] > part.levels()[i]) {
                throw new Malformed("model.ini has cat_modes that are no levels");
            }
        }
    }
}
