package dev.plumbline.operator.rollout;

import dev.plumbline.api.ModelRollout;
import dev.plumbline.rollout.Verb;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which changes of a rollout are worth a round: another spec, its deletion, or another wish of a user. The framework's
 * own filter looks at the generation, which an annotation does not change, and cannot be widened, only narrowed: so it
 * is switched off and this one stands in for it. A status is no news: it is written by the round itself.
 */
public final class RolloutNews implements OnUpdateFilter<ModelRollout> {

    @Override
    public boolean accept(ModelRollout now, ModelRollout before) {
        ObjectMeta one = now.getMetadata();
        ObjectMeta other = before.getMetadata();
        return one.getGeneration() == null
                || !one.getGeneration().equals(other.getGeneration())
                || isLeaving(one) && !isLeaving(other)
                || !Objects.equals(one.getUid(), other.getUid())
                || !verbs(one).equals(verbs(other));
    }

    private static boolean isLeaving(ObjectMeta meta) {
        return meta.getDeletionTimestamp() != null;
    }

    private static List<String> verbs(ObjectMeta meta) {
        Map<String, String> annotations =
                Optional.ofNullable(meta.getAnnotations()).orElse(Map.of());
        return Arrays.stream(Verb.values())
                .map(verb -> annotations.getOrDefault(verb.annotation(), ""))
                .toList();
    }
}
