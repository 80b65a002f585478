package dev.plumbline.rollout;

import static dev.plumbline.rollout.Scene.NOW;
import static dev.plumbline.rollout.Scene.V1;
import static dev.plumbline.rollout.Scene.V2;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IntentCodecTest {

    @Test
    void whatIsWrittenIsRead() {
        var why = new Rejection(V2, "r", "LoadFailed", "says \"no\"\n", "pod-1", NOW, true);
        var facts = new ArtifactFacts("gbm", "1.40", "3.46.0.11", 42993, 10, 6, 500_000);
        var full = new Intent(
                7,
                Optional.of(V1),
                Optional.of(V2),
                Optional.of(V2),
                Optional.of(new Attempt(NOW)),
                Optional.of(why),
                Optional.of(NOW),
                Optional.of(NOW.plusMillis(41)),
                Optional.of(new Verified(V2.digest(), Optional.of(facts), "{\"a\":1}")),
                Optional.of(new Trial(1, NOW, new Tally(NOW, 1, Tally.Outcome.NO_DATA), true)),
                Optional.of(new Tally(NOW, 0, Tally.Outcome.PASSED)),
                Map.of(V1.digest(), "{}"),
                Map.of(Verb.ABORT, new Heard("n", true, "given up", NOW)),
                List.of(why, why.of("t2")),
                new Sides(
                        Colour.GREEN,
                        6,
                        Optional.of(new Template("t1", "{}")),
                        Optional.of(new Standby(V2, new Template("t2", "{\"a\":1}"), Standby.Stage.KEPT))));
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
    void theTwoDeploymentsReadTwoKeys() {
        Intent aside = Scene.preparing(V1, 3, V2).made(new Template("t1", "{}")).aside(new Template("t2", "{}"));
        assertThat(IntentCodec.encode(aside)).containsOnlyKeys("state.json", "intent.json");
        assertThat(IntentCodec.encode(aside).get("state.json")).endsWith("\"target\":null}");

        Map<String, String> loading = IntentCodec.encode(aside.reaching(Standby.Stage.PREPARING));
        assertThat(loading.get("state-green.json")).startsWith("{\"epoch\":3,\"active\":null,\"target\":{");

        Intent switched = aside.reaching(Standby.Stage.SERVING).switchedOver(NOW);
        Map<String, String> data = IntentCodec.encode(switched);
        assertThat(data.get("state-green.json")).startsWith("{\"epoch\":4,").contains("\"version\":\"2\"");
        assertThat(data.get("state.json"))
                .startsWith("{\"epoch\":3,")
                .contains("\"version\":\"1\"")
                .endsWith("\"left\":true}");
        assertThat(IntentCodec.decode(data)).contains(switched);
    }

    @Test
    void aTargetThatWasNotVerifiedIsKeptFromThePods() {
        Map<String, String> data = IntentCodec.encode(Scene.unverified(V1, 3, V2));
        assertThat(data.get("state.json")).endsWith("\"target\":null}");
        assertThat(IntentCodec.decode(data).orElseThrow().target()).contains(V2);
    }

    @Test
    void theReportOfTheActiveModelIsAKeyOfItsOwnAndGoesWithTheModel() {
        Intent second = Scene.unverified(V1, 3, V2)
                .accepting(new Verified(V2.digest(), Optional.empty(), "{\"of\": 2}"))
                .committed(NOW);
        assertThat(IntentCodec.encode(second)).containsEntry("active-report.json", "{\"of\": 2}");
        Intent third = second.settled(NOW)
                .preparing(Scene.V3, NOW)
                .accepting(new Verified(Scene.V3.digest(), Optional.empty(), "{\"of\": 3}"))
                .committed(NOW);
        assertThat(third.activeReport()).isEqualTo("{\"of\": 3}");
        Intent back = third.settled(NOW).preparing(V2, NOW).committed(NOW);
        assertThat(back.activeReport()).isEqualTo("{\"of\": 2}");
        assertThat(IntentCodec.encode(Scene.serving(V1, 1))).doesNotContainKey("active-report.json");
    }

    @Test
    void nothingIsDecidedFromARecordThatCannotBeRead() {
        assertThat(IntentCodec.decode(Map.of())).isEmpty();
        assertThat(IntentCodec.decode(Map.of("state.json", "{\"epoch\":"))).isEmpty();
        assertThat(IntentCodec.decode(Map.of("state.json", "{\"epoch\":1}", "intent.json", "{\"settledAt\":\"x\"}")))
                .isEmpty();
    }

    @Test
    void aRecordThatNoOperatorWroteIsNotBelievedThoughItReadsWell() {
        Map<String, String> written = IntentCodec.encode(Scene.preparing(V1, 3, V2));
        assertThat(decoded(written, V1.digest(), "sha256:" + "1".repeat(63))).isEmpty();
        assertThat(decoded(written, V1.digest(), "sha256:" + "G".repeat(64))).isEmpty();
        assertThat(decoded(written, V2.digest(), "")).isEmpty();
        assertThat(decoded(written, "\"epoch\":3", "\"epoch\":-1")).isEmpty();
        assertThat(decoded(written, "\"epoch\":3", "\"epoch\":9007199254740993"))
                .isEmpty();
        assertThat(decoded(written, "\"epoch\":3", "\"epoch\":9007199254740992"))
                .isPresent();
        assertThat(decoded(written, "\"epoch\":3", "\"epoch\":0")).isPresent();
    }

    @Test
    void aMalformedDigestThatWasGivenUpDoesNotMakeTheRecordUnreadable() {
        var odd = new ModelVersion("fraud", "9", "sha256:9", "configmap://models/9");
        Intent aborted = Scene.serving(V1, 3).rejecting(new Rejection(odd, "r", "Aborted", "", "", NOW, false));
        assertThat(IntentCodec.decode(IntentCodec.encode(aborted))).contains(aborted);
    }

    private static Optional<Intent> decoded(Map<String, String> written, String from, String to) {
        Map<String, String> edited = new TreeMap<>(written);
        edited.replaceAll((key, text) -> text.replace(from, to));
        assertThat(edited).isNotEqualTo(written);
        return IntentCodec.decode(edited);
    }
}
