package dev.plumbline.scorer.http;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Shapes of the metadata; those of scoring are in {@code META-INF/openapi.yaml}. */
final class Schemas {

    private Schemas() {}

    @Schema(name = "ModelMetadata")
    record ModelMetadata(
            String name,
            List<String> versions,
            String platform,
            List<TensorMetadata> inputs,
            List<TensorMetadata> outputs) {}

    @Schema(name = "TensorMetadata")
    record TensorMetadata(String name, String datatype, List<Long> shape) {}

    @Schema(name = "ServerMetadata")
    record ServerMetadata(String name, String version, List<String> extensions) {}
}
