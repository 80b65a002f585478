package dev.plumbline.scorer.live;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.mojo.Sha256;
import dev.plumbline.scorer.serving.ModelRef;
import dev.plumbline.scorer.serving.Trial;
import java.io.IOException;
import java.util.Optional;

/** The JSON shapes of the rollout state. Null is how JSON says absent; it does not leave this file. */
public final class StateJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private StateJson() {}

    /** The text is not of the expected shape; the message may go to the caller. */
    public static final class Malformed extends IOException {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record State(long epoch, Model active, Model target, boolean left) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record TargetBody(long epoch, Model model) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record CommitBody(long epoch, String digest, long atEpochMillis) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record WeightBody(long epoch, String digest, Trial.Mode mode, Integer percent, int step) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Model(String name, String version, String digest, String storageUri) {

        static Model of(ModelRef ref) {
            return new Model(ref.name(), ref.version(), ref.digest().toString(), ref.storageUri());
        }

        ModelRef value() throws Malformed {
            if (blank(name) || blank(version) || storageUri == null) {
                throw new Malformed("a model needs name, version, digest and storageUri");
            }
            Sha256 checked = Sha256.parse(digest)
                    .orElseThrow(() -> new Malformed("a digest has the form sha256:<64 hexadecimal digits>"));
            return new ModelRef(name, version, checked, storageUri);
        }

        /** Names and versions end up in response headers, so they must fit there. */
        private static boolean blank(String text) {
            return text == null || !text.matches("[\\x21-\\x7E]{1,253}");
        }
    }

    /** A request of the operator to prepare a model. */
    public record TargetRequest(long epoch, ModelRef ref) {}

    /** A request of the operator to switch. */
    public record CommitRequest(long epoch, Sha256 digest, long atEpochMillis) {}

    static LiveRecord live(String json) throws Malformed {
        State state = read(json, State.class);
        return new LiveRecord(state.epoch, optional(state.active), optional(state.target), state.left);
    }

    static String write(LiveRecord state) {
        try {
            return JSON.writeValueAsString(new State(
                    state.epoch(),
                    state.active().map(Model::of).orElse(null),
                    state.target().map(Model::of).orElse(null),
                    state.left()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static TargetRequest target(String json) throws Malformed {
        TargetBody body = read(json, TargetBody.class);
        if (body.epoch < 1 || body.model == null) {
            throw new Malformed("expected {\"epoch\": 1 or more, \"model\": {name, version, digest, storageUri}}");
        }
        return new TargetRequest(body.epoch, body.model.value());
    }

    public static CommitRequest commit(String json) throws Malformed {
        CommitBody body = read(json, CommitBody.class);
        Sha256 digest = Sha256.parse(body.digest)
                .orElseThrow(() -> new Malformed("a digest has the form sha256:<64 hexadecimal digits>"));
        return new CommitRequest(body.epoch, digest, body.atEpochMillis);
    }

    public static Trial.Terms weight(String json) throws Malformed {
        WeightBody body = read(json, WeightBody.class);
        Sha256 digest = Sha256.parse(body.digest)
                .orElseThrow(() -> new Malformed("a digest has the form sha256:<64 hexadecimal digits>"));
        if (body.mode == null || body.percent == null || body.percent < 0 || body.percent > 100) {
            throw new Malformed("expected {\"mode\": \"CANARY\" or \"SHADOW\", \"percent\": 0 to 100, ...}");
        }
        return new Trial.Terms(body.epoch, digest, body.mode, body.percent, body.step);
    }

    private static <T> T read(String json, Class<T> type) throws Malformed {
        try {
            T value = JSON.readValue(json, type);
            if (value == null) {
                throw new Malformed("the JSON is null");
            }
            return value;
        } catch (JsonProcessingException malformed) {
            throw new Malformed("the JSON is malformed or has fields of another type");
        }
    }

    private static Optional<ModelRef> optional(Model model) throws Malformed {
        return model == null ? Optional.empty() : Optional.of(model.value());
    }
}
