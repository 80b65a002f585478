package dev.plumbline.scorer.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.plumbline.mojo.LoadedModel;
import dev.plumbline.scorer.TestModels;
import dev.plumbline.scorer.serving.Scorer;
import dev.plumbline.scorer.serving.Serving;
import io.vertx.core.http.HttpServer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SwitchPracticeTest {

    private static final String MODEL = "gbm-binomial-v1";

    private final AtomicInteger requests = new AtomicInteger();
    private final Set<String> versions = ConcurrentHashMap.newKeySet();
    private final List<LoadedModel> copies = new ArrayList<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final Scorer counting = serving -> {
        requests.incrementAndGet();
        versions.add(serving.ref().version());
        return Scorer.DIRECT.open(serving);
    };
    private LocalServer clients;
    private HttpServer management;

    @BeforeEach
    void start() {
        Serving served = new Serving(1, TestModels.ref(MODEL), TestModels.load(MODEL), 0);
        clients = new LocalServer(served, Scorer.DIRECT, Map.of());
        management = clients.vertx
                .createHttpServer()
                .requestHandler(request -> {
                    asked.add(request.path());
                    request.response().end("{}");
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stop() {
        clients.close();
    }

    private void practise(Supplier<Optional<LoadedModel>> source) {
        new SwitchPractice(
                        clients.vertx,
                        clients.http,
                        clients.settings,
                        clients.limits,
                        clients.executor,
                        counting,
                        clients.draining,
                        management.actualPort(),
                        slot -> body -> slot.active(),
                        Clock.systemUTC())
                .run(TestModels.ref(MODEL), source);
    }

    private Optional<LoadedModel> copy() {
        copies.add(TestModels.load(MODEL));
        return Optional.of(copies.getLast());
    }

    @Test
    void copiesOfTheModelAnswerOneAfterAnother() {
        practise(this::copy);
        // How many there is time for depends on the machine.
        assertThat(copies).hasSizeGreaterThan(1);
        assertThat(versions).hasSameSizeAs(copies).allMatch(version -> version.startsWith(MODEL + " (practice "));
        assertThat(requests).hasValueGreaterThan(100);
        assertThat(asked).contains("/q/health/live", "/admin/v1/state");
    }

    @Test
    void nothingOfItIsCounted() {
        practise(this::copy);
        assertThat(clients.traffic.requests()).isZero();
        assertThat(clients.registry.find("plumbline.scoring.latency").timers()).isEmpty();
        assertThat(clients.server.connections()).isZero();
    }

    @Test
    void theManagementPortMayBeAway() {
        management.close().toCompletionStage().toCompletableFuture().join();
        practise(this::copy);
        assertThat(versions).hasSizeGreaterThan(1);
    }

    @Test
    void whateverFailsIsNoReasonToRefuseTheModel() {
        assertThatCode(() -> practise(() -> {
                    throw new IllegalStateException("no copy today");
                }))
                .doesNotThrowAnyException();
        practise(Optional::empty);
        assertThat(requests).hasValue(0);
    }

    @Test
    void anInterruptionEndsItAndStaysSet() {
        practise(() -> {
            Optional<LoadedModel> copy = copy();
            Thread.currentThread().interrupt();
            return copy;
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(copies).hasSize(1);
        assertThat(requests).hasValue(0);
    }
}
