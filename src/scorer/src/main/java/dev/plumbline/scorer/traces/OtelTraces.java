package dev.plumbline.scorer.traces;

import io.netty.handler.codec.http.HttpHeaders;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Spans by OpenTelemetry, sent by OTLP over HTTP. The settings are the variables that every OpenTelemetry program knows.
 * Spans wait in a bounded buffer and are dropped when the collector is away: no request waits for it.
 */
public final class OtelTraces implements Traces {

    private static final Logger LOG = Logger.getLogger(OtelTraces.class);

    private static final List<String> ENDPOINTS =
            List.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");

    /** What holds where the environment says nothing. One request in a hundred: this server answers thousands a second. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.service.name", "plumbline-scorer",
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.traces.sampler", "parentbased_traceidratio",
            "otel.traces.sampler.arg", "0.01",
            "otel.propagators", "tracecontext",
            // Metrics are read by Prometheus, and the log goes to the console.
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none");

    private static final TextMapGetter<HttpHeaders> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpHeaders headers) {
            return headers.names();
        }

        @Override
        public String get(HttpHeaders headers, String name) {
            return headers == null ? null : headers.get(name);
        }
    };

    private final OpenTelemetrySdk sdk;
    private final Tracer tracer;

    private OtelTraces(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
        this.tracer = sdk.getTracer("dev.plumbline.scorer");
    }

    /**
     * Traces as the environment asks for them; {@link Traces#OFF} where it names no collector, says
     * {@code OTEL_SDK_DISABLED=true}, or makes no sense, which is written to the log: a typing error must not stop scoring.
     *
     * @param environment variables of the process
     * @param attributes of the resource, unless the environment names its own
     */
    public static Traces of(Map<String, String> environment, Map<String, String> attributes) {
        boolean wanted = ENDPOINTS.stream()
                .anyMatch(name -> !environment.getOrDefault(name, "").isBlank());
        if (!wanted || Boolean.parseBoolean(environment.get("OTEL_SDK_DISABLED"))) {
            return OFF;
        }
        Map<String, String> properties = new HashMap<>(DEFAULTS);
        properties.put("otel.resource.attributes", text(attributes));
        environment.forEach((name, value) -> {
            if (name.startsWith("OTEL_") && !value.isBlank()) {
                properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        try {
            return new OtelTraces(AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesSupplier(() -> properties)
                    .disableShutdownHook()
                    .build()
                    .getOpenTelemetrySdk());
        } catch (RuntimeException senseless) {
            LOG.warnf("traces are off: %s", senseless.getMessage());
            return OFF;
        }
    }

    private static String text(Map<String, String> attributes) {
        return String.join(
                ",",
                attributes.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .toList());
    }

    @Override
    public Trace begin(String route, HttpHeaders headers) {
        Context parent = W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, HEADERS);
        Span span = tracer.spanBuilder("POST " + route)
                .setParent(parent)
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
        return new SpanTrace(span, route);
    }

    @Override
    public void close() {
        sdk.shutdown().join(2, TimeUnit.SECONDS);
    }
}
