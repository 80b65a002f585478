package dev.plumbline.scorer.http;

import dev.plumbline.scorer.serving.ModelSlot;
import dev.plumbline.scorer.serving.Serving;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;

/** Finds the model that a path names. */
final class Lookup {

    private Lookup() {}

    static Response with(ModelSlot slot, String name, Optional<String> version, Function<Serving, Response> found) {
        Optional<Serving> active = slot.active();
        if (active.isEmpty()) {
            return none();
        }
        Serving serving = active.get();
        boolean matches = serving.ref().name().equals(name)
                && version.filter(v -> !v.equals(serving.ref().version())).isEmpty();
        return matches ? found.apply(serving) : unknown();
    }

    static Response none() {
        return Response.fromResponse(ApiError.response(503, "no model is active yet"))
                .header("Retry-After", 5)
                .build();
    }

    static Response unknown() {
        return ApiError.response(404, "no such model or version is active here");
    }
}
