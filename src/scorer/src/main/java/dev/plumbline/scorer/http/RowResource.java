package dev.plumbline.scorer.http;

import dev.plumbline.scorer.serving.ModelSlot;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Plain rows of JSON, in the form of KServe's first protocol; the scoring itself is done by {@link Edge}. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Tag(name = "Rows", description = "Rows as JSON objects, one per instance")
public class RowResource {

    private final ModelSlot slot;

    RowResource(ModelSlot slot) {
        this.slot = slot;
    }

    @GET
    @Path("/{name: [^/:]+}")
    @NonBlocking
    @Operation(summary = "Whether the model is ready")
    public Response ready(String name) {
        return Lookup.with(slot, name, Optional.empty(), serving -> ModelHeaders.on(
                        Response.ok(Map.of("name", name, "ready", true)), serving)
                .build());
    }
}
