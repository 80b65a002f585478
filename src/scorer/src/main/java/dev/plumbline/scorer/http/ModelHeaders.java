package dev.plumbline.scorer.http;

import dev.plumbline.scorer.serving.Serving;
import jakarta.ws.rs.core.Response;

/** The headers by which an answer of the REST resources names its model; scoring has them as bytes in {@link Desk}. */
final class ModelHeaders {

    private ModelHeaders() {}

    static Response.ResponseBuilder on(Response.ResponseBuilder response, Serving serving) {
        return response.header("Plumbline-Model-Version", serving.ref().version())
                .header("Plumbline-Model-Digest", serving.ref().digest())
                .header("Plumbline-Epoch", serving.epoch());
    }
}
