package dev.plumbline.mojo.gate;

import java.util.Map;
import java.util.Optional;

/**
 * The algorithms whose models are served: those whose predictions were found equal to the cluster's. h2o-genmodel reads
 * more; of these, GAM and RuleFit were measured and differ.
 */
public enum Kind {
    GBM("gbm"),
    DRF("drf"),
    ISOLATION_FOREST("isolationforest"),
    EXTENDED_ISOLATION_FOREST("extendedisolationforest"),
    XGBOOST("xgboost"),
    GLM("glm"),
    DEEP_LEARNING("deeplearning"),
    KMEANS("kmeans"),
    STACKED_ENSEMBLE("stackedensemble");

    /** Full names as H2O writes them into model.ini, old spellings included. */
    private static final Map<String, Kind> BY_NAME = Map.ofEntries(
            Map.entry("Gradient Boosting Machine", GBM),
            Map.entry("Gradient Boosting Method", GBM),
            Map.entry("Distributed Random Forest", DRF),
            Map.entry("Generalized Linear Modeling", GLM),
            Map.entry("Generalized Linear Model", GLM),
            Map.entry("Deep Learning", DEEP_LEARNING),
            Map.entry("deep learning", DEEP_LEARNING),
            Map.entry("XGBoost", XGBOOST),
            Map.entry("K-means", KMEANS),
            Map.entry("Isolation Forest", ISOLATION_FOREST),
            Map.entry("Extended Isolation Forest", EXTENDED_ISOLATION_FOREST),
            Map.entry("StackedEnsemble", STACKED_ENSEMBLE),
            Map.entry("Stacked Ensemble", STACKED_ENSEMBLE));

    private final String algo;

    Kind(String algo) {
        this.algo = algo;
    }

    /** The short name as H2O writes it beside the full one. */
    public String algo() {
        return algo;
    }

    /** Empty for an algorithm that is not served. */
    public static Optional<Kind> of(String algorithm) {
        return Optional.ofNullable(BY_NAME.get(algorithm));
    }
}
