package dev.plumbline.mojo;

import hex.genmodel.ModelMojoFactory;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The algorithms whose models are served: those whose predictions were found equal to the cluster's. h2o-genmodel reads
 * more; of these, GAM and RuleFit were measured and differ.
 */
final class Algorithms {

    /** Full names as H2O writes them into model.ini, old spellings included. */
    private static final Set<String> SERVED = Set.of(
            "Gradient Boosting Machine",
            "Gradient Boosting Method",
            "Distributed Random Forest",
            "Generalized Linear Modeling",
            "Generalized Linear Model",
            "Deep Learning",
            "deep learning",
            "XGBoost",
            "K-means",
            "Isolation Forest",
            "Extended Isolation Forest",
            "StackedEnsemble",
            "Stacked Ensemble");

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
