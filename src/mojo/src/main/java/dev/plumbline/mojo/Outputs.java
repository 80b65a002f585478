package dev.plumbline.mojo;

import hex.ModelCategory;
import hex.genmodel.GenModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The columns of a prediction as the cluster names them. */
final class Outputs {

    private Outputs() {}

    static List<OutputColumn> of(GenModel model, boolean calibrated) {
        List<OutputColumn> columns = new ArrayList<>();
        // The cluster calls the column of a clustering predict; h2o-genmodel alone calls it cluster.
        String[] names = model.getModelCategory() == ModelCategory.Clustering
                ? new String[] {"predict"}
                : model.getOutputNames();
        for (int i = 0; i < names.length; i++) {
            columns.add(new OutputColumn(names[i], i == 0 && model.isClassifier() ? labels(model) : List.of()));
        }
        if (calibrated) {
            Stream.of(names).skip(1).forEach(name -> columns.add(new OutputColumn("cal_" + name, List.of())));
        }
        return columns;
    }

    private static List<String> labels(GenModel model) {
        String[] domain = model.getDomainValues(model.getResponseIdx());
        // A quasibinomial response is numeric, and its two classes have no names of their own.
        return domain == null ? List.of("0", "1") : Arrays.asList(domain);
    }
}
