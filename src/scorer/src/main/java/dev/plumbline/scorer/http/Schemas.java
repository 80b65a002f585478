package dev.plumbline.scorer.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Shapes for the OpenAPI document; requests are read from the bytes and never become these objects. */
final class Schemas {

    private Schemas() {}

    @Schema(name = "Rows")
    record Rows(
            @Schema(description = "Rows, as objects of column and value; null is a missing value", required = true)
            List<Map<String, Object>> instances) {}

    @Schema(name = "Predictions")
    record Predictions(
            @JsonProperty("model_name") String modelName,
            @JsonProperty("model_version") String modelVersion,

            @Schema(description = "Counts the switches of the model")
            long epoch,

            @Schema(description = "H2O's own prediction columns per row")
            List<Map<String, Object>> predictions) {}

    @Schema(name = "InferRequest")
    record InferRequest(String id, List<InputTensor> inputs, List<OutputName> outputs) {}

    @Schema(name = "InputTensor")
    record InputTensor(
            @Schema(description = "Name of a column; any other name for one tensor with all columns")
            String name,

            @Schema(description = "[rows], or [rows, columns] in the order of the model")
            List<Long> shape,

            @Schema(description = "FP16-64, INT8-64, UINT8-64, BYTES or BOOL")
            String datatype,

            @Schema(description = "Values, flat or nested; null is a missing value")
            List<Object> data) {}

    @Schema(name = "OutputName")
    record OutputName(String name) {}

    @Schema(name = "InferResponse")
    record InferResponse(
            @JsonProperty("model_name") String modelName,
            @JsonProperty("model_version") String modelVersion,
            String id,
            Map<String, Object> parameters,
            List<InputTensor> outputs) {}

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
