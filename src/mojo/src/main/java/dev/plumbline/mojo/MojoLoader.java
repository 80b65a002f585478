package dev.plumbline.mojo;

import hex.genmodel.MojoModel;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Makes a model of an archive that has passed the gate. */
public final class MojoLoader {

    /** The categories that answer one row with one row of numbers and labels. */
    private static final Set<hex.ModelCategory> SERVED = EnumSet.of(
            hex.ModelCategory.Binomial,
            hex.ModelCategory.Multinomial,
            hex.ModelCategory.Ordinal,
            hex.ModelCategory.Regression,
            hex.ModelCategory.Clustering,
            hex.ModelCategory.AutoEncoder,
            hex.ModelCategory.AnomalyDetection);

    private MojoLoader() {}

    /**
     * Whatever h2o-genmodel does with the bytes, the answer is a value: errors of the virtual machine included, since a
     * crafted archive that the gate lets through can still make it recurse or allocate without measure.
     */
    public static Outcome<LoadedModel> load(MojoArchive archive) {
        return load(archive, () -> {});
    }

    /** @param between called again and again while the model is proven, by who wants to rest now and then */
    public static Outcome<LoadedModel> load(MojoArchive archive, Runnable between) {
        if (!Algorithms.isServed(archive.header().algorithm())) {
            return failed("the algorithm %s is not one that is served"
                    .formatted(Printable.of(archive.header().algorithm())));
        }
        try {
            return model(archive, MojoModel.load(new ArchiveBackend(archive.entries())), between);
        } catch (IOException | RuntimeException | AssertionError damaged) {
            return failed("the archive is damaged or inconsistent");
        } catch (StackOverflowError endless) {
            return failed("the archive makes its reader recurse without end");
        } catch (OutOfMemoryError tooLarge) {
            return failed("the model needs more memory than the process has");
        } catch (LinkageError unreadable) {
            return failed("the archive makes its reader fail");
        }
    }

    private static Outcome<LoadedModel> model(MojoArchive archive, MojoModel model, Runnable between) {
        between.run();
        if (!SERVED.contains(model.getModelCategory())) {
            return failed("a model of category %s gives no prediction for a row".formatted(model.getModelCategory()));
        }
        boolean calibrated = GenmodelEvaluator.isCalibrated(model);
        List<OutputColumn> outputs = Outputs.of(model, calibrated);
        int provided = model.getPredsSize(model.getModelCategory()) + (calibrated ? 2 : 0);
        if (outputs.size() > provided) {
            return failed("the archive is inconsistent: more output columns than the model computes");
        }
        boolean skipsMissing = skipsMissing(archive);
        EvaluatorChoice choice = skipsMissing
                ? EvaluatorChoice.skippingMissing(model, calibrated)
                : EvaluatorChoice.of(archive, model, calibrated, between);
        return Outcome.passed(
                new LoadedModel(archive, Encoding.of(model, UnknownLevel.of(model, skipsMissing)), outputs, choice));
    }

    /** A linear model that was trained to skip rows with missing values, instead of imputing them. */
    private static boolean skipsMissing(MojoArchive archive) {
        return archive.header().algo().equals("glm") && !archive.header().imputesMeans();
    }

    private static Outcome<LoadedModel> failed(String message) {
        return Outcome.refused(Refusal.Reason.LoadFailed, message);
    }
}
