package dev.plumbline.mojo.gate;

/** A clustering: centres with one coordinate for each column. */
final class Centres {

    private Centres() {}

    static void check(Part part) throws Malformed {
        ModelIni ini = part.ini();
        int features = part.features();
        if (ini.flag("standardize")) {
            ini.vector("standardize_means", features);
            ini.optionalVector("standardize_mults", features);
            ini.integers("standardize_modes", features);
        }
        int centres = ini.count("center_num", 1, ini.info().size());
        for (int i = 0; i < centres; i++) {
            ini.vector("center_" + i, features);
        }
        part.tally().coefficients((long) centres * features);
    }
}
