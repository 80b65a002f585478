package dev.plumbline.scorer.http;

import dev.plumbline.scorer.ScorerSettings;
import dev.plumbline.scorer.codec.BadInput;
import dev.plumbline.scorer.codec.Scored;
import dev.plumbline.scorer.measure.ScoringMeters;
import dev.plumbline.scorer.measure.Traffic;
import dev.plumbline.scorer.serving.ModelRef;
import dev.plumbline.scorer.serving.ModelSlot;
import dev.plumbline.scorer.serving.Serving;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/** From a request body to an answer: finds the model once, scores, counts. */
@ApplicationScoped
public class Scoring {

    private static final Logger LOG = Logger.getLogger(Scoring.class);

    private final ModelSlot slot;
    private final ScoringExecutor executor;
    private final Traffic traffic;
    private final ScoringMeters meters;
    private final int maxBody;

    Scoring(ModelSlot slot, ScoringExecutor executor, Traffic traffic, ScoringMeters meters, ScorerSettings settings) {
        this.maxBody = settings.maxBodyBytes();
        this.slot = slot;
        this.executor = executor;
        this.traffic = traffic;
        this.meters = meters;
    }

    /** One of the two protocols. */
    @FunctionalInterface
    interface Protocol {
        Scored score(Serving serving, byte[] body) throws BadInput;
    }

    /** @param version empty takes whatever version is active */
    CompletionStage<Response> answer(String name, Optional<String> version, byte[] body, Protocol protocol) {
        long start = System.nanoTime();
        if (body.length > maxBody) {
            // Sent in chunks, without a length that could have been looked at before.
            return CompletableFuture.completedFuture(counted(
                    start, "", "", ApiError.response(413, "the body is larger than %d bytes".formatted(maxBody))));
        }
        return executor.submit(() -> onThread(start, name, version, body, protocol), () -> full(start));
    }

    private Response onThread(long start, String name, Optional<String> version, byte[] body, Protocol protocol) {
        // The only read of the reference: status, headers and prediction of this answer come from one model.
        Optional<Serving> active = slot.active();
        if (active.isEmpty()) {
            return counted(start, "", "", Lookup.none());
        }
        Serving serving = active.get();
        ModelRef ref = serving.ref();
        if (!ref.name().equals(name)
                || version.filter(v -> !v.equals(ref.version())).isPresent()) {
            return counted(start, "", "", Lookup.unknown());
        }
        try {
            Scored scored = protocol.score(serving, body);
            Response response = headers(Response.ok(scored.body(), MediaType.APPLICATION_JSON_TYPE), serving)
                    .build();
            meters.scored(ref, System.nanoTime() - start, scored.tally());
            return counted(start, ref.name(), ref.version(), response);
        } catch (BadInput bad) {
            Response response = headers(Response.fromResponse(ApiError.response(400, bad.getMessage())), serving)
                    .build();
            return counted(start, ref.name(), ref.version(), response);
        } catch (RuntimeException | Error failed) {
            LOG.error("scoring failed", failed);
            return counted(start, ref.name(), ref.version(), ApiError.response(500, "internal error"));
        }
    }

    private Response full(long start) {
        Response response = Response.fromResponse(ApiError.response(429, "too many requests are waiting"))
                .header("Retry-After", 1)
                .build();
        return counted(start, "", "", response);
    }

    private Response counted(long start, String model, String version, Response response) {
        traffic.record(System.nanoTime() - start, response.getStatus());
        meters.answered(model, version, response.getStatus());
        return response;
    }

    static Response.ResponseBuilder headers(Response.ResponseBuilder response, Serving serving) {
        return response.header("Plumbline-Model-Version", serving.ref().version())
                .header("Plumbline-Model-Digest", serving.ref().digest())
                .header("Plumbline-Epoch", serving.epoch());
    }
}
