import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The least that a server of this runtime can do for a scoring request: read its body and answer a constant of the same
 * size with as many headers. Run from its source, on the libraries of the scorer.
 */
class Floor {

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        Buffer answer = Buffer.buffer(Files.readAllBytes(Path.of(args[1])));
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
        vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .requestHandler(request -> request.bodyHandler(body -> request.response()
                        .putHeader("content-type", "application/json")
                        .putHeader("Plumbline-Model-Version", "v1")
                        .putHeader(
                                "Plumbline-Model-Digest",
                                "sha256:0000000000000000000000000000000000000000000000000000000000000000")
                        .putHeader("Plumbline-Epoch", "1")
                        .end(answer)))
                .listen(port)
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        System.out.println("floor on " + port);
    }
}
