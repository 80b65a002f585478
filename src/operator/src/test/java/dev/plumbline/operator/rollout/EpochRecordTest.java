package dev.plumbline.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.ModelRollout;
import dev.plumbline.rollout.Colour;
import dev.plumbline.rollout.Heard;
import dev.plumbline.rollout.Intent;
import dev.plumbline.rollout.IntentCodec;
import dev.plumbline.rollout.Remembered;
import dev.plumbline.rollout.Verb;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EpochRecordTest {

    private static final Remembered KNOWN =
            new Remembered(Map.of(Verb.ABORT, new Heard("monday", true, "", Instant.EPOCH)), List.of());

    private static final Map<String, String> READABLE = IntentCodec.encode(Intent.none(Colour.GREEN));

    private static EpochRecord record(Optional<ConfigMap> found) {
        ModelRollout owner = new ModelRollout();
        owner.getMetadata().setUid("mine");
        return new EpochRecord(null, owner, new ObjectMeta(), found, KNOWN);
    }

    private static Optional<ConfigMap> found(String owner, Map<String, String> data) {
        return Optional.of(new ConfigMapBuilder()
                .withNewMetadata()
                .addNewOwnerReference()
                .withUid(owner)
                .endOwnerReference()
                .endMetadata()
                .withData(data)
                .build());
    }

    private static final Intent ANEW = Intent.none().remembering(KNOWN);

    @Test
    void aRecordThatIsGoneOrCannotBeReadStartsFromWhatIsKnown() {
        assertThat(record(Optional.empty()).intent(Colour.BLUE)).isEqualTo(ANEW);
        assertThat(record(found("mine", Map.of("state.json", "{"))).intent(Colour.BLUE))
                .isEqualTo(ANEW);
        assertThat(ANEW.heard()).containsOnlyKeys(Verb.ABORT);
    }

    @Test
    void whatBelongsToAnotherIsNeitherBelievedNorCalledUnreadable() {
        EpochRecord foreign = record(found("another", READABLE));
        assertThat(foreign.isForeign()).isTrue();
        assertThat(foreign.isUnreadable()).isFalse();
        assertThat(foreign.intent(Colour.BLUE)).isEqualTo(ANEW);
        assertThat(record(found("another", Map.of("some", "text"))).isUnreadable())
                .isFalse();
        assertThat(record(found("mine", Map.of("some", "text"))).isUnreadable()).isTrue();
        assertThat(record(found("mine", null)).isUnreadable()).isTrue();
        assertThat(record(found("mine", READABLE)).isUnreadable()).isFalse();
        assertThat(record(Optional.empty()).isUnreadable()).isFalse();
    }

    @Test
    void aRecordThatIsThereIsTakenAsItIs() {
        assertThat(record(found("mine", READABLE)).intent(Colour.BLUE)).isEqualTo(Intent.none(Colour.GREEN));
    }
}
