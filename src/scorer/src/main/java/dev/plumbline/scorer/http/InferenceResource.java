package dev.plumbline.scorer.http;

import dev.plumbline.mojo.InputColumn;
import dev.plumbline.mojo.OutputColumn;
import dev.plumbline.scorer.drain.Draining;
import dev.plumbline.scorer.http.Schemas.ModelMetadata;
import dev.plumbline.scorer.http.Schemas.ServerMetadata;
import dev.plumbline.scorer.http.Schemas.TensorMetadata;
import dev.plumbline.scorer.live.RolloutAgent;
import dev.plumbline.scorer.serving.ModelSlot;
import dev.plumbline.scorer.serving.Serving;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The Open Inference Protocol, version 2, but for the scoring itself, which is done by {@link Edge}. */
@Path("/v2")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@NonBlocking
@Tag(name = "Open Inference Protocol", description = "Tensors, one per column")
public class InferenceResource {

    private static final List<Long> COLUMN = List.of(-1L);

    private final ModelSlot slot;
    private final RolloutAgent agent;
    private final Draining draining;
    private final String version;

    InferenceResource(
            ModelSlot slot,
            RolloutAgent agent,
            Draining draining,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.slot = slot;
        this.agent = agent;
        this.draining = draining;
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
        boolean ready = agent.isInStep() && !draining.begun();
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

    private static Response sayReady(Serving serving) {
        return ModelHeaders.on(Response.ok(Map.of("name", serving.ref().name(), "ready", true)), serving)
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
        return ModelHeaders.on(Response.ok(metadata), serving).build();
    }

    private static TensorMetadata input(InputColumn column) {
        return new TensorMetadata(column.name(), column.categorical() ? "BYTES" : "FP64", COLUMN);
    }

    private static TensorMetadata output(OutputColumn column) {
        return new TensorMetadata(column.name(), column.isLabel() ? "BYTES" : "FP64", COLUMN);
    }
}
