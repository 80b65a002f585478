package dev.plumbline.mojo.gate;

import java.util.Set;

/** The classes that a model tells apart; its reader allocates an answer of that length for every row. */
final class Classes {

    private static final Set<String> CLASSIFIERS = Set.of("Binomial", "Multinomial", "Ordinal");

    private Classes() {}

    /** @param labels levels of the last column, which is the response of a supervised model; -1 when it is numeric */
    static int of(ModelIni ini, int labels) throws Malformed {
        boolean classifier = CLASSIFIERS.contains(ini.text("category"));
        // A response of 0 and 1 may be numeric; its two classes have no names then.
        int expected = labels < 0 ? 2 : labels;
        int classes = classifier ? ini.count("n_classes", expected, expected) : ini.count("n_classes", 0, 2);
        int shares = Math.max(1, classes);
        if (ini.flag("balance_classes")) {
            ini.vector("prior_class_distrib", shares);
            ini.vector("model_class_distrib", shares);
        } else {
            ini.optionalVector("prior_class_distrib", shares);
            ini.optionalVector("model_class_distrib", shares);
        }
        return classes;
    }
}
