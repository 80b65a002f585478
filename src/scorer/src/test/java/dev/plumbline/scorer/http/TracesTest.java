package dev.plumbline.scorer.http;

import static dev.plumbline.scorer.http.LocalServer.PATH;
import static dev.plumbline.scorer.http.LocalServer.ROW;
import static dev.plumbline.scorer.http.Raw.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.scorer.TestModels;
import dev.plumbline.scorer.serving.Scorer;
import dev.plumbline.scorer.serving.Serving;
import dev.plumbline.scorer.traces.OtelTraces;
import dev.plumbline.scorer.traces.Traces;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

/** Spans of requests, as a collector receives them. */
class TracesTest {

    private static final Serving SERVING = TestModels.serving("gbm-binomial-v1", 1);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";
    private static final String SAMPLED = "traceparent: 00-%s-%s-01".formatted(TRACE, PARENT);
    private static final String UNSAMPLED = "traceparent: 00-%s-%s-00".formatted(TRACE, PARENT);

    private static LocalServer start(Scorer scorer, Map<String, String> settings) {
        return new LocalServer(SERVING, scorer, settings);
    }

    @Test
    void a_request_is_a_span_of_its_callers_trace() throws Exception {
        try (OtlpCollector collector = new OtlpCollector()) {
            try (LocalServer server =
                            start(Scorer.DIRECT, Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint()));
                    Raw client = new Raw(server)) {
                assertThat(client.send(post(PATH, ROW, SAMPLED)).read().status())
                        .isEqualTo(200);
                assertThat(client.send(post(PATH, "{", SAMPLED)).read().status())
                        .isEqualTo(400);
                assertThat(client.send(post("/v2/models/other/infer", "{}", SAMPLED))
                                .read()
                                .status())
                        .isEqualTo(404);
                assertThat(client.send(post(PATH, ROW, UNSAMPLED)).read().status())
                        .isEqualTo(200);
                assertThat(client.send("GET /v2/models/fraud HTTP/1.1\r\nhost: x\r\n" + SAMPLED + "\r\n\r\n")
                                .read()
                                .status())
                        .isEqualTo(200);
            }
            List<OtlpCollector.Span> spans = collector.spans();
            assertThat(spans).hasSize(3).allSatisfy(span -> {
                assertThat(span.traceId()).isEqualTo(TRACE);
                assertThat(span.parentId()).isEqualTo(PARENT);
                assertThat(span.attributes())
                        .containsEntry("service.name", "plumbline-scorer")
                        .containsEntry("k8s.pod.name", "pod-under-test")
                        .containsEntry("http.request.method", "POST");
            });
            assertThat(spans)
                    .extracting(OtlpCollector.Span::name)
                    .containsExactly(
                            "POST /v1/models/{name}:predict",
                            "POST /v1/models/{name}:predict",
                            "POST /v2/models/{name}/infer");
            // 3 is the number of the field for whole numbers.
            assertThat(spans)
                    .extracting(span -> span.attributes().get("http.response.status_code"))
                    .containsExactly("3:200", "3:400", "3:404");
            assertThat(spans.getFirst().attributes())
                    .containsEntry("plumbline.model.version", "gbm-binomial-v1")
                    .containsEntry("plumbline.epoch", "1");
        }
    }

    @Test
    void takes_its_share_of_requests_without_a_trace() throws Exception {
        for (var share : Map.of("1", 20, "0", 0).entrySet()) {
            try (OtlpCollector collector = new OtlpCollector()) {
                Map<String, String> settings = Map.of(
                        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
                        collector.endpoint() + "/v1/traces",
                        "OTEL_TRACES_SAMPLER_ARG",
                        share.getKey(),
                        "OTEL_SERVICE_NAME",
                        "fraud");
                try (LocalServer server = start(Scorer.DIRECT, settings);
                        Raw client = new Raw(server)) {
                    for (int i = 0; i < 20; i++) {
                        client.send(post(PATH, ROW)).read();
                    }
                }
                assertThat(collector.spans()).hasSize(share.getValue()).allSatisfy(span -> {
                    assertThat(span.parentId()).isEmpty();
                    assertThat(span.attributes()).containsEntry("service.name", "fraud");
                });
            }
        }
    }

    @Test
    void an_absent_collector_and_a_typing_error_hold_up_nobody() throws Exception {
        Map<String, String> nowhere =
                Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1", "OTEL_TRACES_SAMPLER_ARG", "1");
        try (LocalServer server = start(Scorer.DIRECT, nowhere);
                Raw client = new Raw(server)) {
            for (int i = 0; i < 5000; i++) {
                assertThat(client.send(post(PATH, ROW)).read().status()).isEqualTo(200);
            }
        }
        assertThat(OtelTraces.of(Map.of(), Map.of())).isSameAs(Traces.OFF);
        assertThat(OtelTraces.of(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "nonsense"), Map.of()))
                .isSameAs(Traces.OFF);
        assertThat(OtelTraces.of(
                        Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1", "OTEL_SDK_DISABLED", "true"),
                        Map.of()))
                .isSameAs(Traces.OFF);
    }

    @Test
    void a_failure_is_logged_with_the_trace_of_its_request() throws Exception {
        List<ExtLogRecord> records = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                ExtLogRecord told = ExtLogRecord.wrap(record);
                told.copyMdc();
                records.add(told);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(Scoring.class.getName());
        logger.addHandler(handler);
        Scorer broken = serving -> row -> {
            throw new IllegalStateException("a model that fails");
        };
        try (OtlpCollector collector = new OtlpCollector()) {
            try (LocalServer server = start(broken, Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint()));
                    Raw client = new Raw(server)) {
                assertThat(client.send(post(PATH, ROW, SAMPLED)).read().status())
                        .isEqualTo(500);
            }
            assertThat(collector.spans()).singleElement().satisfies(span -> assertThat(span.attributes())
                    .containsEntry("error.type", "500"));
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(records).singleElement().satisfies(told -> assertThat(told.getMdc("traceId"))
                .isEqualTo(TRACE));
    }
}
