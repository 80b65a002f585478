package dev.plumbline.mojo;

import java.util.List;

/**
 * A column of the prediction, under the name that H2O's own predict gives it.
 *
 * @param labels the text behind each value of a class column; empty for a numeric column
 */
public record OutputColumn(String name, List<String> labels) {

    public OutputColumn {
        labels = List.copyOf(labels);
    }

    /** The label behind a predicted value; empty text when the model answers with a class that it does not have. */
    public String label(double value) {
        int index = (int) value;
        return index >= 0 && index < labels.size() ? labels.get(index) : "";
    }

    public boolean isLabel() {
        return !labels.isEmpty();
    }
}
