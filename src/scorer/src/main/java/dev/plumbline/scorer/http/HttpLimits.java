package dev.plumbline.scorer.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Turns a body away by its announced length, with an error body and before a byte of it is read. A body without a length
 * is cut off by the server itself when it grows too large.
 */
@Singleton
class HttpLimits {

    private final long maxBody;

    HttpLimits(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody) {
        this.maxBody = maxBody.asLongValue();
    }

    void check(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && tooLong(length)) {
            // The unread body makes the connection useless for another request.
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
            context.fail(413);
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
