package dev.plumbline.mojo;

/**
 * What {@code model.ini} says about a model, as far as people and rules ask for it.
 *
 * @param algorithm full name, such as {@code Gradient Boosting Machine}
 * @param algo short name, such as {@code gbm}
 * @param category H2O's model category, such as {@code Binomial}
 * @param mojoVersion as written, such as {@code 1.40}
 * @param h2oVersion version of the cluster that exported it
 * @param features number of input columns
 * @param classes number of response classes; 1 for a regression
 * @param trees number of boosting or bagging rounds; 0 for models without trees
 * @param imputesMeans whether a linear model puts means in the place of missing values
 */
public record MojoHeader(
        String algorithm,
        String algo,
        String category,
        String mojoVersion,
        String h2oVersion,
        int features,
        int classes,
        int trees,
        boolean imputesMeans) {}
