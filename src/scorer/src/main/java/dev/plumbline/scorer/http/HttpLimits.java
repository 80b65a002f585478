package dev.plumbline.scorer.http;

import dev.plumbline.scorer.ScorerSettings;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Turns a body away by its announced length, before a byte of it is read. */
@Singleton
class HttpLimits {

    private final int maxBody;

    HttpLimits(ScorerSettings settings) {
        this.maxBody = settings.maxBodyBytes();
    }

    void check(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && tooLong(length)) {
            // The unread body makes the connection useless for another request.
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
            Failures.answer(context, 413);
        } else {
            context.next();
        }
    }

    private boolean tooLong(String length) {
        try {
            return Long.parseLong(length) > maxBody;
        } catch (NumberFormatException malformed) {
            return true;
        }
    }
}
