package dev.plumbline.scorer.http;

import dev.plumbline.mojo.InputColumn;
import dev.plumbline.mojo.OutputColumn;
import dev.plumbline.scorer.ScorerSettings;
import dev.plumbline.scorer.codec.BadInput;
import dev.plumbline.scorer.codec.Scored;
import dev.plumbline.scorer.codec.TensorProtocol;
import dev.plumbline.scorer.http.Schemas.ModelMetadata;
import dev.plumbline.scorer.http.Schemas.ServerMetadata;
import dev.plumbline.scorer.http.Schemas.TensorMetadata;
import dev.plumbline.scorer.live.RolloutAgent;
import dev.plumbline.scorer.serving.ModelSlot;
import dev.plumbline.scorer.serving.Scorer;
import dev.plumbline.scorer.serving.Serving;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The Open Inference Protocol, version 2. */
@Path("/v2")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@NonBlocking
@Tag(name = "Open Inference Protocol", description = "Tensors, one per column")
public class InferenceResource {

    private static final List<Long> COLUMN = List.of(-1L);

    private final Scoring scoring;
    private final ModelSlot slot;
    private final RolloutAgent agent;
    private final Scorer scorer;
    private final int maxRows;
    private final String version;

    InferenceResource(
            Scoring scoring,
            ModelSlot slot,
            RolloutAgent agent,
            Scorer scorer,
            ScorerSettings settings,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.scoring = scoring;
        this.slot = slot;
        this.agent = agent;
        this.scorer = scorer;
        this.maxRows = settings.maxRows();
        this.version = version;
    }

    @GET
    @Operation(summary = "Server metadata")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ServerMetadata.class)))
    public Response server() {
        return Response.ok(new ServerMetadata("plumbline-scorer", version, List.of()))
                .build();
    }

    @GET
    @Path("/health/live")
    @Operation(summary = "Whether the process answers")
    public Response live() {
        return Response.ok(Map.of("live", true)).build();
    }

    @GET
    @Path("/health/ready")
    @Operation(summary = "Whether the live model is served here")
    public Response ready() {
        boolean ready = agent.isInStep();
        return Response.status(ready ? 200 : 503).entity(Map.of("ready", ready)).build();
    }

    @GET
    @Path("/models/{name}")
    @Operation(summary = "Model metadata: inputs and outputs")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ModelMetadata.class)))
    public Response metadata(String name) {
        return Lookup.with(slot, name, Optional.empty(), InferenceResource::describe);
    }

    @GET
    @Path("/models/{name}/versions/{version}")
    @Operation(summary = "Metadata of one version")
    public Response metadataOfVersion(String name, String version) {
        return Lookup.with(slot, name, Optional.of(version), InferenceResource::describe);
    }

    @GET
    @Path("/models/{name}/ready")
    @Operation(summary = "Whether the model answers")
    public Response modelReady(String name) {
        return Lookup.with(slot, name, Optional.empty(), InferenceResource::sayReady);
    }

    @GET
    @Path("/models/{name}/versions/{version}/ready")
    @Operation(summary = "Whether this version answers")
    public Response versionReady(String name, String version) {
        return Lookup.with(slot, name, Optional.of(version), InferenceResource::sayReady);
    }

    @POST
    @Path("/models/{name}/infer")
    @Operation(summary = "Score rows given as tensors")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Schemas.InferRequest.class)))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = Schemas.InferResponse.class)))
    @APIResponse(responseCode = "400", content = @Content(schema = @Schema(implementation = ApiError.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = ApiError.class)))
    @APIResponse(responseCode = "429", content = @Content(schema = @Schema(implementation = ApiError.class)))
    @APIResponse(responseCode = "503", content = @Content(schema = @Schema(implementation = ApiError.class)))
    public CompletionStage<Response> infer(String name, byte[] body) {
        return scoring.answer(name, Optional.empty(), body, this::score);
    }

    @POST
    @Path("/models/{name}/versions/{version}/infer")
    @Operation(summary = "Score rows with one version only")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Schemas.InferRequest.class)))
    public CompletionStage<Response> inferVersion(String name, String version, byte[] body) {
        return scoring.answer(name, Optional.of(version), body, this::score);
    }

    private Scored score(Serving serving, byte[] body) throws BadInput {
        return TensorProtocol.score(serving, scorer, body, maxRows);
    }

    private static Response sayReady(Serving serving) {
        return Scoring.headers(Response.ok(Map.of("name", serving.ref().name(), "ready", true)), serving)
                .build();
    }

    private static Response describe(Serving serving) {
        ModelMetadata metadata = new ModelMetadata(
                serving.ref().name(),
                List.of(serving.ref().version()),
                "h2o_mojo",
                serving.model().inputs().stream().map(InferenceResource::input).toList(),
                serving.model().outputs().stream()
                        .map(InferenceResource::output)
                        .toList());
        return Scoring.headers(Response.ok(metadata), serving).build();
    }

    private static TensorMetadata input(InputColumn column) {
        return new TensorMetadata(column.name(), column.categorical() ? "BYTES" : "FP64", COLUMN);
    }

    private static TensorMetadata output(OutputColumn column) {
        return new TensorMetadata(column.name(), column.isLabel() ? "BYTES" : "FP64", COLUMN);
    }
}
