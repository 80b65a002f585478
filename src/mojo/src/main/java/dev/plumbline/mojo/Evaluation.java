package dev.plumbline.mojo;

/**
 * How a model is scored, and why so.
 *
 * @param evaluator {@code flat} or {@code genmodel}
 * @param reason for people, such as {@code equal to h2o-genmodel on 1000 rows}
 */
public record Evaluation(String evaluator, String reason) {

    static final String FLAT = "flat";
    static final String GENMODEL = "genmodel";
}
