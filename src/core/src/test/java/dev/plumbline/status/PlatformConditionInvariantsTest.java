package dev.plumbline.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.MlPlatformStatus;
import dev.plumbline.status.Observed.CloudChange;
import dev.plumbline.status.Observed.CloudSight;
import dev.plumbline.status.Observed.Isolation;
import dev.plumbline.status.Observed.Member;
import dev.plumbline.status.PodState.Cause;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of the conditions whatever is seen: random walks, each replayed by its seed. */
class PlatformConditionInvariantsTest {
    private static final int LOOKS = 40;

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void holdInEveryLook(long seed) {
        Random random = new Random(seed);
        PlatformStory story = PlatformStory.ofThree();
        for (int i = 0; i < LOOKS; i++) {
            happen(story, random);
            MlPlatformStatus status = story.look();
            check(status);
            assertThat(story.look()).as("a second look at the same facts").satisfies(again -> {
                check(again);
                // The first look after a change may still turn Creating into something else; the third may not.
                assertThat(story.look()).isEqualTo(again);
            });
        }
    }

    private static void happen(PlatformStory story, Random random) {
        String node = Integer.toString(random.nextInt(3));
        switch (random.nextInt(14)) {
            case 0, 1 -> story.everythingRuns().change(new CloudChange.None());
            case 2 -> story.cloud(new CloudSight.Silent());
            case 3 ->
                story.cloud(new CloudSight.Seen(
                        "fraud-h2o-" + node,
                        random.nextInt(5),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        random.nextInt(4) == 0 ? "3.46.0.10" : "3.46.0.11",
                        random.nextInt(4) == 0 ? 8L << 30 : 0));
            case 4 -> story.pod("fraud-h2o-" + node, "h2o", state(random));
            case 5 -> story.pod("fraud-pg-" + node, "postgres", state(random));
            case 6 -> story.pod("fraud-redis-0", "redis", state(random));
            case 7 -> story.members();
            case 8 ->
                story.members(
                        new Member("fraud-pg-" + node, random.nextBoolean() ? "leader" : "replica", "running", 2),
                        new Member("fraud-pg-9", random.nextBoolean() ? "sync_standby" : "replica", "streaming", 2));
            case 9 -> story.change(new CloudChange.Restarting("All members start anew."));
            case 10 -> story.change(new CloudChange.NeedsConsent("Annotate to accept."));
            case 11 -> story.change(new CloudChange.Held("A restart is due."));
            case 12 -> story.isolation(Isolation.values()[random.nextInt(3)]);
            default -> story.h2oRunsWith("fraud-h2o-" + node, "java", "-Xmx9g");
        }
    }

    private static PodState state(Random random) {
        return List.of(
                        new PodState.Running(true),
                        new PodState.Running(false),
                        new PodState.Starting(),
                        new PodState.Leaving(),
                        new PodState.Unschedulable("no node"),
                        new PodState.ImageMissing("image", "ErrImagePull"),
                        new PodState.NotCreatable("CreateContainerConfigError", "secret \"store\" not found"),
                        new PodState.Ended(3, Cause.HEAP),
                        new PodState.Ended(137, Cause.NATIVE_MEMORY),
                        new PodState.Ended(1, Cause.OTHER))
                .get(random.nextInt(10));
    }

    private static void check(MlPlatformStatus status) {
        assertThat(status.conditions())
                .extracting(Condition::getType)
                .containsExactlyElementsOf(PlatformConditions.ORDER);
        assertThat(status.conditions()).allSatisfy(each -> {
            assertThat(each.getStatus()).isIn("True", "False", "Unknown");
            assertThat(each.getReason()).matches("[A-Z][A-Za-z0-9]+");
            assertThat(each.getMessage()).isNotBlank().endsWith(".");
            assertThat(each.getObservedGeneration()).isEqualTo(1L);
            assertThat(each.getLastTransitionTime()).isNotBlank();
        });
        if (is(status, "Ready", "True")) {
            for (String needed : List.of(
                    "H2OClusterFormed",
                    "MemorySplitEnforced",
                    "PostgresReady",
                    "SyncReplicationSatisfied",
                    "CacheReady",
                    "Available")) {
                assertThat(is(status, needed, "True")).as(needed).isTrue();
            }
            assertThat(is(status, "Progressing", "True")).isFalse();
            assertThat(is(status, "Degraded", "True")).isFalse();
            assertThat(is(status, "ViewsCompliant", "False")).isFalse();
        } else {
            assertThat(PlatformStory.condition(status, "Ready").getMessage()).isNotBlank();
        }
        assertThat(is(status, "Ready", "True")).isEqualTo(status.phase() == dev.plumbline.api.PlatformPhase.READY);
    }

    private static boolean is(MlPlatformStatus status, String type, String value) {
        return PlatformStory.condition(status, type).getStatus().equals(value);
    }
}
