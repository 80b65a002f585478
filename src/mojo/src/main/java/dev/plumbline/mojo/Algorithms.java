package dev.plumbline.mojo;

import hex.genmodel.ModelMojoFactory;
import java.util.OptionalDouble;
import java.util.Set;

/** The algorithms whose models are served. h2o-genmodel can read a few more; those do not answer a row with numbers. */
final class Algorithms {

    /** Full names as H2O writes them into model.ini, old spellings included. */
    private static final Set<String> SERVED = Set.of(
            "Gradient Boosting Machine",
            "Gradient Boosting Method",
            "Distributed Random Forest",
            "Generalized Linear Modeling",
            "Generalized Linear Model",
            "Generalized Additive Model",
            "Deep Learning",
            "deep learning",
            "XGBoost",
            "K-means",
            "Isolation Forest",
            "Extended Isolation Forest",
            "StackedEnsemble",
            "Stacked Ensemble",
            "RuleFit",
            "Isotonic Regression",
            "Uplift Distributed Random Forest",
            "Cox Proportional Hazards");

    private Algorithms() {}

    static boolean isServed(String algorithm) {
        return SERVED.contains(algorithm);
    }

    /** The newest format that the reader on the class path knows; empty for an algorithm that is not served. */
    static OptionalDouble newestMojoVersion(String algorithm) {
        return isServed(algorithm)
                ? OptionalDouble.of(Double.parseDouble(
                        ModelMojoFactory.INSTANCE.getMojoReader(algorithm).mojoVersion()))
                : OptionalDouble.empty();
    }
}
