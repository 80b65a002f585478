package dev.plumbline.scorer.http;

import dev.plumbline.mojo.LoadedModel;
import dev.plumbline.scorer.ScorerSettings;
import dev.plumbline.scorer.cache.CacheMode;
import dev.plumbline.scorer.drain.Draining;
import dev.plumbline.scorer.limits.LimitSettings;
import dev.plumbline.scorer.measure.ScoringMeters;
import dev.plumbline.scorer.measure.Traffic;
import dev.plumbline.scorer.security.Authenticator;
import dev.plumbline.scorer.serving.Choice;
import dev.plumbline.scorer.serving.HotRequests;
import dev.plumbline.scorer.serving.ModelRef;
import dev.plumbline.scorer.serving.ModelSlot;
import dev.plumbline.scorer.serving.Preparation;
import dev.plumbline.scorer.serving.RecentRequests;
import dev.plumbline.scorer.serving.Scorer;
import dev.plumbline.scorer.serving.Serving;
import dev.plumbline.scorer.serving.SyntheticRequests;
import dev.plumbline.scorer.serving.Target;
import dev.plumbline.scorer.traces.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Switches under load before there is any: a second public port on the loopback address, with counters of its own, whose
 * model is another copy every few hundred requests. The compiler of the JVM bets on what it has not seen, and the first
 * answers of a new version are such: a new entry here, an empty shelf there. Each lost bet throws away the code of the
 * whole path of a request, and to make it anew took 0.3 to 0.5 s of a processor in the middle of a Pod's first switch.
 */
public final class SwitchPractice implements Preparation.Practice {

    private static final Logger LOG = Logger.getLogger(SwitchPractice.class);

    private static final int TURNS = 10;
    private static final int CONNECTIONS = 8;

    /** On every connection: 4000 requests in all. Twice as many cost another second and left as little to compile. */
    private static final int REQUESTS = 50;

    /** Before the switch, so that the cost of a row is known at the first request, as after a warm-up. */
    private static final int REHEARSED = 100;

    /**
     * What the kubelet and the operator ask beside the clients: another server and the same code of Netty, which is to see
     * both before it is compiled. Without the token the operator's question is answered by 401.
     */
    private static final List<byte[]> BESIDE =
            List.of(PracticeClient.get("/q/health/live"), PracticeClient.get("/admin/v1/state"));

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int PATIENCE_SECONDS = 5;

    private final Vertx vertx;
    private final HttpSettings http;
    private final ScorerSettings settings;
    private final LimitSettings limits;
    private final ScoringExecutor executor;
    private final Scorer scorer;
    private final Draining draining;
    private final int managementPort;
    private final Function<ModelSlot, Choice> choice;
    private final Clock clock;

    /** @param choice who answers, of the models in the slot that it is given */
    public SwitchPractice(
            Vertx vertx,
            HttpSettings http,
            ScorerSettings settings,
            LimitSettings limits,
            ScoringExecutor executor,
            Scorer scorer,
            Draining draining,
            int managementPort,
            Function<ModelSlot, Choice> choice,
            Clock clock) {
        this.vertx = vertx;
        this.http = http;
        this.settings = settings;
        this.limits = limits;
        this.executor = executor;
        // Made-up rows have no place in a cache that others share.
        this.scorer = settings.cache().mode() == CacheMode.NEVER ? scorer : Scorer.DIRECT;
        this.draining = draining;
        this.managementPort = managementPort;
        this.choice = choice;
        this.clock = clock;
    }

    @Override
    public void run(ModelRef ref, Supplier<Optional<LoadedModel>> copies) {
        ModelSlot slot = new ModelSlot();
        MeterRegistry registry = registry();
        Scoring scoring = scoring(slot, registry);
        PublicServer server = server(scoring, registry);
        try {
            server.listen().toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            try (PracticeClient client = new PracticeClient(server.port(), CONNECTIONS)) {
                turns(ref, copies, slot, scoring, client);
            }
        } catch (IOException | ExecutionException | TimeoutException | RuntimeException failed) {
            // Nothing depends on it.
            LOG.debug("the practice of a switch ended early", failed);
        } catch (InterruptedException overtaken) {
            Thread.currentThread().interrupt();
        } finally {
            stopped(server);
            registry.close();
        }
    }

    private void turns(
            ModelRef ref,
            Supplier<Optional<LoadedModel>> copies,
            ModelSlot slot,
            Scoring scoring,
            PracticeClient client)
            throws IOException {
        long end = System.nanoTime() + LONGEST_NANOS;
        for (int turn = 1; turn <= TURNS && goesOn(end); turn++) {
            Optional<LoadedModel> copy = copies.get();
            if (copy.isEmpty()) {
                break;
            }
            // A version of its own, so that its meters are new, as those of the next version will be.
            ModelRef version = new ModelRef(
                    ref.name(), ref.version() + " (practice " + turn + ")", ref.digest(), ref.storageUri());
            var requests = new SyntheticRequests(copy.get());
            Serving candidate = new Serving(turn, version, copy.get(), 0);
            for (int i = 0; i < REHEARSED; i++) {
                scoring.rehearse(candidate, requests.next(), true);
            }
            slot.begin(new Target.Warm(turn, version, copy.get(), 0, 0));
            slot.flip(turn, version, clock.millis());
            slot.previous().ifPresent(slot::forgetPrevious);
            String path = Desk.path(ref.name());
            for (int i = 0; i < REQUESTS && goesOn(end); i++) {
                client.ask(PracticeClient.post(path, requests.next()));
            }
            askBeside();
        }
    }

    /** As the kubelet does, on a connection of its own. */
    private void askBeside() {
        try (PracticeClient beside = new PracticeClient(managementPort, 1)) {
            for (byte[] request : BESIDE) {
                beside.ask(request);
            }
        } catch (IOException away) {
            LOG.debug("no practice beside the management port", away);
        }
    }

    private static boolean goesOn(long end) {
        return System.nanoTime() < end && !Thread.currentThread().isInterrupted();
    }

    /** Of the classes that count for clients, since it is their code that is to be compiled. */
    private static MeterRegistry registry() {
        return new CompositeMeterRegistry().add(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }

    private Scoring scoring(ModelSlot slot, MeterRegistry registry) {
        return new Scoring(
                choice.apply(slot),
                scorer,
                executor,
                EdgeWiring.breaker(settings, limits),
                EdgeWiring.placement(limits),
                new Traffic(clock),
                new ScoringMeters(registry),
                new RecentRequests(),
                new HotRequests(settings.cache().mode() != CacheMode.NEVER),
                settings.maxRows(),
                limits.queueTimeout());
    }

    private PublicServer server(Scoring scoring, MeterRegistry registry) {
        AtomicInteger open = new AtomicInteger();
        Doorway doorway = new Doorway(
                scoring,
                Authenticator.OPEN,
                Optional.empty(),
                new EdgeMeters(registry, open),
                Traces.OFF,
                settings.maxBodyBytes(),
                BodyBudget.ofHeap(settings.maxBodyBytes()),
                http.maxConnections(),
                draining,
                open);
        return new PublicServer(
                vertx, http, SocketAddress.inetSocketAddress(0, "127.0.0.1"), doorway, request -> request.response()
                        .end());
    }

    /** Also where the thread is interrupted. */
    private static void stopped(PublicServer server) {
        try {
            server.stop()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException failed) {
            LOG.debug("the port of the practice did not close", failed);
        }
    }
}
