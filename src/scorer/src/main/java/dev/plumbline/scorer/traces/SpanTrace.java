package dev.plumbline.scorer.traces;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A request as a span, named and labelled by the semantic conventions for HTTP servers. */
final class SpanTrace implements Trace {

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> VERSION = AttributeKey.stringKey("plumbline.model.version");
    private static final AttributeKey<String> EPOCH = AttributeKey.stringKey("plumbline.epoch");
    private static final AttributeKey<Boolean> OFFLOADED = AttributeKey.booleanKey("plumbline.offloaded");

    private final Span span;

    SpanTrace(Span span, String route) {
        this.span = span;
        span.setAttribute(METHOD, "POST");
        span.setAttribute(ROUTE, route);
    }

    @Override
    public String id() {
        return span.getSpanContext().getTraceId();
    }

    @Override
    public void waits() {
        span.setAttribute(OFFLOADED, true);
    }

    @Override
    public void end(int status, byte[] lines) {
        if (span.isRecording()) {
            describe(status, new String(lines, StandardCharsets.US_ASCII));
        }
        span.end();
    }

    private void describe(int status, String lines) {
        span.setAttribute(STATUS, (long) status);
        copy(lines, "plumbline-model-version", VERSION);
        copy(lines, "plumbline-epoch", EPOCH);
        if (status >= 500) {
            span.setAttribute(ERROR, Integer.toString(status));
            span.setStatus(StatusCode.ERROR);
        }
    }

    private void copy(String lines, String header, AttributeKey<String> attribute) {
        for (String line : lines.split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith(header + ":")) {
                span.setAttribute(attribute, line.substring(header.length() + 1).strip());
            }
        }
    }

    @Override
    public void lost() {
        span.setAttribute(ERROR, "client_gone");
        span.end();
    }
}
