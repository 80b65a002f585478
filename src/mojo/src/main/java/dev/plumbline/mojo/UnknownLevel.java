package dev.plumbline.mojo;

import hex.genmodel.CategoricalEncoding;
import hex.genmodel.GenModel;
import hex.genmodel.algos.kmeans.KMeansMojoModel;

/**
 * What a level that training never saw becomes. The cluster does not treat it alike everywhere, and h2o-genmodel leaves
 * it to its caller, so this says what was measured against the cluster.
 */
enum UnknownLevel {
    /** The value is missing: trees follow their NA direction, linear models impute. */
    MISSING,
    /** A code past the last level, which no centre and no coefficient has; a missing value would be imputed instead. */
    NO_MATCH,
    /** One-hot: none of the cells is set, not even the one of the missing value. */
    NO_CELL;

    static UnknownLevel of(GenModel model, boolean skipsMissing) {
        if (model instanceof KMeansMojoModel || skipsMissing) {
            return NO_MATCH;
        }
        return model.getCategoricalEncoding() == CategoricalEncoding.OneHotExplicit ? NO_CELL : MISSING;
    }
}
