package dev.plumbline.rollout;

import static dev.plumbline.rollout.Scene.NOW;
import static dev.plumbline.rollout.Scene.V1;
import static dev.plumbline.rollout.Scene.V2;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IntentCodecTest {

    @Test
    void whatIsWrittenIsRead() {
        var why = new Rejection(V2, "r", "LoadFailed", "says \"no\"\n", "pod-1", NOW, true);
        var full = new Intent(
                7,
                Optional.of(V1),
                Optional.of(V2),
                Optional.of(V2),
                Optional.of(new Attempt(NOW)),
                Optional.of(why),
                Optional.of(NOW),
                Optional.of(NOW.plusMillis(41)));
        assertThat(IntentCodec.decode(IntentCodec.encode(full))).contains(full);
        assertThat(IntentCodec.decode(IntentCodec.encode(Intent.none()))).contains(Intent.none());
    }

    @Test
    void podsFindTheirThreeFieldsInOneKey() {
        assertThat(IntentCodec.encode(Scene.preparing(V1, 3, V2)).get("state.json"))
                .isEqualTo("{\"epoch\":3,\"active\":{\"name\":\"fraud\",\"version\":\"1\",\"digest\":\"" + V1.digest()
                        + "\",\"storageUri\":\"configmap://models/1\"},\"target\":{\"name\":\"fraud\",\"version\":\"2\","
                        + "\"digest\":\"" + V2.digest() + "\",\"storageUri\":\"configmap://models/2\"}}");
    }

    @Test
    void nothingIsDecidedFromARecordThatCannotBeRead() {
        assertThat(IntentCodec.decode(Map.of())).isEmpty();
        assertThat(IntentCodec.decode(Map.of("state.json", "{\"epoch\":"))).isEmpty();
        assertThat(IntentCodec.decode(Map.of("state.json", "{\"epoch\":1}", "intent.json", "{\"settledAt\":\"x\"}")))
                .isEmpty();
    }
}
