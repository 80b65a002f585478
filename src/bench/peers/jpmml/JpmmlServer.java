import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;

/** JPMML's evaluator behind the same bare route as the constant body of Floor. Run from its source: PORT MODEL.pmml. */
class JpmmlServer {

    private static final ObjectMapper JSON = new ObjectMapper();

    public static void main(String[] args) throws Exception {
        Pmml model = Pmml.load(args[1]);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
        vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .requestHandler(request -> request.bodyHandler(body -> {
                    try {
                        byte[] answer = answer(model, body.getBytes());
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

    private static byte[] answer(Pmml model, byte[] body) throws Exception {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("model_name", "fraud").put("model_version", "v1").put("epoch", 1);
        ArrayNode predictions = answer.putArray("predictions");
        for (var row : JSON.readTree(body).get("instances")) {
            double yes = model.yes(model.arguments(row));
            predictions
                    .addObject()
                    .put("predict", yes >= 0.5 ? "yes" : "no")
                    .put("no", 1 - yes)
                    .put("yes", yes);
        }
        return JSON.writeValueAsBytes(answer);
    }
}
