import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import java.io.File;
import java.util.HashMap;
import java.util.Map;
import org.jpmml.evaluator.Evaluator;
import org.jpmml.evaluator.EvaluatorUtil;
import org.jpmml.evaluator.InputField;
import org.jpmml.evaluator.LoadingModelEvaluatorBuilder;

/** JPMML's evaluator behind the barest server of the scorer's runtime. Run from its source: port and PMML file. */
class JpmmlServer {

    public static void main(String[] args) throws Exception {
        Evaluator evaluator =
                new LoadingModelEvaluatorBuilder().load(new File(args[1])).build();
        evaluator.verify();
        ObjectMapper json = new ObjectMapper();
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .requestHandler(request -> request.bodyHandler(body -> {
                    try {
                        byte[] answer = answer(evaluator, json, body.getBytes());
                        request.response()
                                .putHeader("content-type", "application/json")
                                .end(Buffer.buffer(answer));
                    } catch (Exception failed) {
                        request.response().setStatusCode(500).end(String.valueOf(failed));
                    }
                }))
                .listen(Integer.parseInt(args[0]))
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    private static byte[] answer(Evaluator evaluator, ObjectMapper json, byte[] body) throws Exception {
        ObjectNode answer = json.createObjectNode();
        answer.put("model_name", "fraud").put("model_version", "v1").put("epoch", 1);
        ArrayNode predictions = answer.putArray("predictions");
        for (var row : json.readTree(body).get("instances")) {
            Map<String, Object> arguments = new HashMap<>();
            for (InputField field : evaluator.getInputFields()) {
                var cell = row.get(field.getName());
                Object raw = cell == null || cell.isNull() ? null : cell.isNumber() ? cell.doubleValue() : cell.asText();
                arguments.put(field.getName(), field.prepare(raw));
            }
            Map<String, ?> results = EvaluatorUtil.decodeAll(evaluator.evaluate(arguments));
            double yes = ((Number) results.get("probability(yes)")).doubleValue();
            predictions
                    .addObject()
                    .put("predict", yes >= 0.5 ? "yes" : "no")
                    .put("no", 1 - yes)
                    .put("yes", yes);
        }
        return json.writeValueAsBytes(answer);
    }
}
