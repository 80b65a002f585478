package dev.plumbline.scorer.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns what goes wrong in the REST resources into the one shape of errors. */
class Failures {

    private static final Logger LOG = Logger.getLogger(Failures.class);
    private static final int BEFORE_ALL = Integer.MIN_VALUE;

    @ServerExceptionMapper
    Response known(WebApplicationException failed) {
        int status = failed.getResponse().getStatus();
        return ApiError.response(
                status,
                Response.Status.fromStatusCode(status) == null
                        ? "the request cannot be answered"
                        : Response.Status.fromStatusCode(status).getReasonPhrase());
    }

    @ServerExceptionMapper
    Response unknown(Throwable failed) {
        LOG.error("a request failed", failed);
        return ApiError.response(500, "internal error");
    }

    /** Failures before a resource is reached, such as a body that announces to be too large. */
    void install(@Observes Router router, HttpLimits limits) {
        router.route().order(BEFORE_ALL).handler(limits::check);
        for (int status : new int[] {400, 404, 405, 414, 415, 431}) {
            router.errorHandler(status, context -> answer(context, status));
        }
    }

    static void answer(RoutingContext context, int code) {
        if (!context.response().headWritten()) {
            Response.Status status = Response.Status.fromStatusCode(code);
            context.response()
                    .setStatusCode(code)
                    .putHeader("Content-Type", "application/json")
                    .end("{\"error\":\"" + (status == null ? "refused" : status.getReasonPhrase()) + "\"}");
        }
    }
}
