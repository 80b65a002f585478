import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jpmml.evaluator.Evaluator;
import org.jpmml.evaluator.FieldValue;
import org.jpmml.evaluator.InputField;
import org.jpmml.evaluator.LoadingModelEvaluatorBuilder;
import org.jpmml.evaluator.OutputFilters;
import org.jpmml.evaluator.ValueCheckException;

/** A binomial model in JPMML's evaluator, set up as its documentation recommends for speed. */
record Pmml(Evaluator evaluator) {

    static Pmml load(String file) throws Exception {
        Evaluator evaluator = new LoadingModelEvaluatorBuilder()
                .setLocatable(false)
                .setOutputFilter(OutputFilters.KEEP_FINAL_RESULTS)
                .load(Path.of(file).toFile())
                .build();
        return new Pmml(evaluator.verify());
    }

    /** Values as the evaluator wants them: of the field's type, and checked. */
    Map<String, FieldValue> arguments(JsonNode row) {
        Map<String, FieldValue> arguments = new HashMap<>();
        for (InputField field : evaluator.getInputFields()) {
            JsonNode cell = row.get(field.getName());
            Object raw = cell == null || cell.isNull() ? null : cell.isNumber() ? cell.doubleValue() : cell.asText();
            arguments.put(field.getName(), prepared(field, raw));
        }
        return arguments;
    }

    /** A level that training never saw is a missing value to H2O, and an error to PMML. */
    private static FieldValue prepared(InputField field, Object raw) {
        try {
            return field.prepare(raw);
        } catch (ValueCheckException unseen) {
            return field.prepare((Object) null);
        }
    }

    double yes(Map<String, FieldValue> arguments) {
        return ((Number) evaluator.evaluate(arguments).get("probability(yes)")).doubleValue();
    }
}
