package dev.plumbline.scorer.admin;

import dev.plumbline.scorer.ScorerSettings;
import dev.plumbline.scorer.live.Reply;
import dev.plumbline.scorer.live.RolloutAgent;
import dev.plumbline.scorer.live.StateJson;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import org.jboss.logging.Logger;

/** The admin API on the management port: the operator asks for a target, a switch, and the state. */
class AdminRoutes {

    private static final Logger LOG = Logger.getLogger(AdminRoutes.class);
    private static final long MAX_BODY = 64 << 10;

    private final RolloutAgent agent;
    private final StateView view;
    private final AdminToken token;

    AdminRoutes(RolloutAgent agent, StateView view, ScorerSettings settings) {
        this.agent = agent;
        this.view = view;
        this.token = new AdminToken(settings.adminTokenFile());
    }

    /** What an admin call does; blocking, since it writes to disk. */
    @FunctionalInterface
    interface Call {
        Reply answer(String body) throws IOException;
    }

    void install(@Observes ManagementInterface management) {
        Router router = management.router();
        // The body first: after a handler on another thread it would be gone.
        router.route("/admin/*").handler(BodyHandler.create(false).setBodyLimit(MAX_BODY));
        router.route("/admin/*").blockingHandler(this::guard, false);
        // Not on an event loop either, which has clients to answer: the first time this code runs it is slow.
        router.get("/admin/v1/state").blockingHandler(context -> end(context, 200, view.state()), false);
        router.put("/admin/v1/target")
                .blockingHandler(context -> run(context, 202, body -> agent.prepare(StateJson.target(body))), false);
        router.post("/admin/v1/commit")
                .blockingHandler(context -> run(context, 200, body -> agent.commit(StateJson.commit(body))), false);
        router.put("/admin/v1/weight")
                .blockingHandler(context -> run(context, 200, body -> agent.expose(StateJson.weight(body))), false);
        router.delete("/admin/v1/target").blockingHandler(context -> run(context, 200, body -> agent.abort()), false);
        router.route("/admin/*").handler(context -> error(context, 404, "no such admin call"));
    }

    private void guard(RoutingContext context) {
        if (token.accepts(context.request().getHeader("Authorization"))) {
            context.next();
        } else {
            context.response().putHeader("WWW-Authenticate", "Bearer");
            error(context, 401, "a valid bearer token is required");
        }
    }

    private void run(RoutingContext context, int success, Call call) {
        try {
            String body = context.body().asString("UTF-8");
            switch (call.answer(body == null ? "" : body)) {
                case Reply.Done() -> end(context, success, view.state());
                case Reply.Conflict(String message) -> error(context, 409, message);
            }
        } catch (StateJson.Malformed malformed) {
            error(context, 400, malformed.getMessage());
        } catch (IOException disk) {
            LOG.error("the state could not be written", disk);
            error(context, 500, "the state could not be written to disk");
        }
    }

    private static void error(RoutingContext context, int status, String message) {
        end(context, status, new JsonObject().put("error", message));
    }

    private static void end(RoutingContext context, int status, JsonObject body) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.toBuffer());
    }
}
