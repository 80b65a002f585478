package dev.plumbline.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import dev.plumbline.mojo.Fixtures.Question;
import dev.plumbline.mojo.Fixtures.Recorded;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every model answers as the cluster that trained it did, row by row and column by column. */
class PredictionTest {

    /** Both sides compute in double precision; trees and XGBoost sum floats in the same order. */
    private static final double TOLERANCE = 1e-9;

    @ParameterizedTest
    @MethodSource("dev.plumbline.mojo.Fixtures#names")
    void predicts_what_the_cluster_predicted(String name) throws Exception {
        LoadedModel model = Fixtures.load(name);
        Recorded recorded = Fixtures.recorded(name);
        assertThat(model.outputs()).extracting(OutputColumn::name).containsExactlyElementsOf(recorded.columns());
        assertThat(recorded.rows()).hasSizeGreaterThanOrEqualTo(50);
        Row row = model.newRow();
        int line = 0;
        for (Question question : recorded.rows()) {
            if (fill(model, row, question.input()) && name.equals("extended-isolation-forest")) {
                // The cluster gives an unseen level a number that depends on the other rows of the frame.
                line++;
                continue;
            }
            double[] prediction = model.score(row);
            List<OutputColumn> outputs = model.outputs();
            for (int i = 0; i < outputs.size(); i++) {
                check("row %d %s".formatted(line, outputs.get(i).name()), outputs.get(i), prediction[i], question);
            }
            line++;
        }
    }

    private static void check(String what, OutputColumn column, double value, Question question) {
        JsonElement expected = question.prediction().get(column.name());
        if (column.isLabel()) {
            assertThat(Double.isNaN(value) ? "" : column.labels().get((int) value))
                    .as(what)
                    .isEqualTo(expected.getAsString());
        } else if (expected == null || expected.isJsonNull()) {
            assertThat(value).as(what).isNaN();
        } else {
            assertThat(value).as(what).isCloseTo(expected.getAsDouble(), within(TOLERANCE));
        }
    }

    /** @return whether the row has a level that training did not see */
    static boolean fill(LoadedModel model, Row row, Map<String, JsonElement> input) {
        row.clear();
        boolean unseen = false;
        for (Map.Entry<String, JsonElement> cell : input.entrySet()) {
            int column = model.inputIndex(cell.getKey());
            if (cell.getValue().isJsonNull() || column < 0) {
                continue;
            }
            JsonPrimitive given = cell.getValue().getAsJsonPrimitive();
            if (!model.inputs().get(column).categorical()) {
                row.number(column, given.getAsDouble());
            } else if (!row.level(column, given.getAsString())) {
                unseen = true;
            }
        }
        return unseen;
    }
}
