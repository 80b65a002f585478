package dev.plumbline.mojo;

import dev.plumbline.mojo.flat.Equality;
import dev.plumbline.mojo.flat.FlatModel;
import dev.plumbline.mojo.flat.Flattening;
import dev.plumbline.mojo.flat.Undecodable;
import hex.genmodel.MojoModel;

/**
 * Which arithmetic serves a model: flat arrays where they give the bits of h2o-genmodel, else h2o-genmodel itself.
 *
 * @param bytes what the choice adds to the heap
 */
record EvaluatorChoice(Evaluator evaluator, Evaluation evaluation, long bytes) {

    static EvaluatorChoice of(MojoArchive archive, MojoModel model, boolean calibrated, Runnable between) {
        try {
            FlatModel flat = Flattening.of(model, archive.entries());
            between.run();
            Equality.Finding finding = Equality.check(model, flat, between);
            if (finding.difference().isEmpty()) {
                return new EvaluatorChoice(
                        new FlatEvaluator(model, flat, calibrated),
                        new Evaluation(
                                Evaluation.FLAT, "equal to h2o-genmodel on %d rows".formatted(finding.compared())),
                        flat.bytes());
            }
            return genmodel(
                    model,
                    calibrated,
                    "flat arrays differ from h2o-genmodel: "
                            + finding.difference().get());
        } catch (Undecodable other) {
            return genmodel(model, calibrated, other.getMessage());
        } catch (RuntimeException | AssertionError failed) {
            // Either side fails on a made-up row, or h2o-genmodel on a booster; it is at least the one that was asked
            // for.
            return genmodel(model, calibrated, "the comparison with h2o-genmodel failed");
        } catch (OutOfMemoryError tooLarge) {
            return genmodel(model, calibrated, "there is no memory for a second form of the trees");
        }
    }

    /** A linear model that gives rows with gaps no prediction. */
    static EvaluatorChoice skippingMissing(MojoModel model, boolean calibrated) {
        EvaluatorChoice plain = genmodel(model, calibrated, "the model is no forest");
        return new EvaluatorChoice(new MissingSkipped(plain.evaluator()), plain.evaluation(), 0);
    }

    private static EvaluatorChoice genmodel(MojoModel model, boolean calibrated, String reason) {
        return new EvaluatorChoice(
                new GenmodelEvaluator(model, calibrated), new Evaluation(Evaluation.GENMODEL, reason), 0);
    }
}
