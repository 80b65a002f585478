package dev.plumbline.scorer.http;

import dev.plumbline.scorer.ScorerSettings;
import dev.plumbline.scorer.codec.RowProtocol;
import dev.plumbline.scorer.codec.Scored;
import dev.plumbline.scorer.serving.ModelSlot;
import dev.plumbline.scorer.serving.RecentRequests;
import dev.plumbline.scorer.serving.Scorer;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Plain rows of JSON, in the form of KServe's first protocol. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Tag(name = "Rows", description = "Rows as JSON objects, one per instance")
public class RowResource {

    private final Scoring scoring;
    private final ModelSlot slot;
    private final RecentRequests recent;
    private final Scorer scorer;
    private final int maxRows;

    RowResource(Scoring scoring, ModelSlot slot, RecentRequests recent, Scorer scorer, ScorerSettings settings) {
        this.scoring = scoring;
        this.slot = slot;
        this.recent = recent;
        this.scorer = scorer;
        this.maxRows = settings.maxRows();
    }

    @GET
    @Path("/{name: [^/:]+}")
    @NonBlocking
    @Operation(summary = "Whether the model is ready")
    public Response ready(String name) {
        return Lookup.with(slot, name, Optional.empty(), serving -> Scoring.headers(
                        Response.ok(Map.of("name", name, "ready", true)), serving)
                .build());
    }

    @POST
    @Path("/{name: [^/:]+}:predict")
    @NonBlocking
    @Operation(
            summary = "Score rows",
            description = "Missing columns and null count as missing values, unknown levels as H2O counts them,"
                    + " and unknown columns are ignored.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Schemas.Rows.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Schemas.Predictions.class)))
    @APIResponse(responseCode = "400", content = @Content(schema = @Schema(implementation = ApiError.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = ApiError.class)))
    @APIResponse(responseCode = "429", content = @Content(schema = @Schema(implementation = ApiError.class)))
    @APIResponse(responseCode = "503", content = @Content(schema = @Schema(implementation = ApiError.class)))
    public CompletionStage<Response> predict(String name, byte[] body) {
        return scoring.answer(name, Optional.empty(), body, (serving, bytes) -> {
            Scored scored = RowProtocol.score(serving, scorer, bytes, maxRows);
            recent.offer(bytes);
            return scored;
        });
    }
}
