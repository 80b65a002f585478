package dev.plumbline.status;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.MlPlatformStatus;
import dev.plumbline.plan.H2oObjects;
import dev.plumbline.plan.ValidPlatform;
import dev.plumbline.plan.ValidPlatforms;
import dev.plumbline.status.Observed.CloudChange;
import dev.plumbline.status.Observed.CloudSight;
import dev.plumbline.status.Observed.DatabaseSight;
import dev.plumbline.status.Observed.Isolation;
import dev.plumbline.status.Observed.Member;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.Verdicts;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One platform of three nodes and what is seen of it, look by look; the status of each look is that before the next. */
final class PlatformStory {
    static final Instant BEGIN = Instant.parse("2026-11-21T10:00:00Z");

    final MlPlatform platform;
    ValidPlatform valid;
    final List<MlPlatformStatus> looks = new ArrayList<>();

    private Instant now = BEGIN;
    private final List<PodFacts> pods = new ArrayList<>();
    private CloudSight cloud = new CloudSight.Silent();
    private List<Member> members = List.of();
    private CloudChange change = new CloudChange.None();
    private boolean databaseSettled = true;
    private Isolation isolation = Isolation.UNKNOWN;
    private final Set<String> repaired = new HashSet<>();
    private final Set<String> foreign = new HashSet<>();

    private PlatformStory(String spec) {
        platform = Serialization.unmarshal("""
                apiVersion: plumbline.dev/v1alpha1
                kind: MlPlatform
                metadata: {name: fraud, namespace: ml, generation: 1}
                spec: %s
                """.formatted(spec), MlPlatform.class);
        valid = ValidPlatforms.of(platform);
    }

    static PlatformStory of(String spec) {
        return new PlatformStory(spec);
    }

    static PlatformStory ofThree() {
        return of("{profile: testing, h2o: {resources: {memory: 10Gi}}}");
    }

    /** A platform that became ready and was looked at twice. */
    static PlatformStory ready() {
        PlatformStory story = ofThree().everythingRuns();
        story.look();
        story.look();
        return story;
    }

    PlatformStory everythingRuns() {
        pods.clear();
        for (int i = 0; i < 3; i++) {
            pod("fraud-h2o-" + i, "h2o", new PodState.Running(i == 0));
            pod("fraud-pg-" + i, "postgres", new PodState.Running(true));
        }
        pod("fraud-redis-0", "redis", new PodState.Running(true));
        cloud = new CloudSight.Seen("fraud-h2o-0", 3, true, true, false, "3.46.0.11", 0);
        members = List.of(
                new Member("fraud-pg-0", "leader", "running", 1),
                new Member("fraud-pg-1", "sync_standby", "streaming", 1),
                new Member("fraud-pg-2", "replica", "streaming", 1));
        return this;
    }

    PlatformStory pod(String name, String component, PodState state) {
        pods.removeIf(each -> each.name().equals(name));
        List<String> command = component.equals("h2o")
                ? List.of("java", "-Xmx" + H2oObjects.split(valid).heapMebibytes() + "m")
                : List.of();
        pods.add(new PodFacts(name, component, state, command, settings(component), false));
        return this;
    }

    PlatformStory h2oRunsWith(String name, String... command) {
        pods.removeIf(each -> each.name().equals(name));
        pods.add(new PodFacts(name, "h2o", new PodState.Running(false), List.of(command), settings("h2o"), false));
        return this;
    }

    private String settings(String component) {
        return component.equals("h2o") ? H2oObjects.settings(valid) : "";
    }

    PlatformStory cloud(CloudSight sight) {
        cloud = sight;
        return this;
    }

    PlatformStory members(Member... all) {
        members = List.of(all);
        return this;
    }

    PlatformStory change(CloudChange next) {
        change = next;
        return this;
    }

    PlatformStory databaseSettled(boolean next) {
        databaseSettled = next;
        return this;
    }

    PlatformStory isolation(Isolation next) {
        isolation = next;
        return this;
    }

    PlatformStory repaired(String child) {
        repaired.add(child);
        return this;
    }

    PlatformStory foreign(String child) {
        foreign.add(child);
        return this;
    }

    /** The user changes the spec; what runs was made for the old one. */
    PlatformStory asks(String spec) {
        platform.setSpec(
                Serialization.unmarshal("spec: " + spec, MlPlatform.class).getSpec());
        platform.getMetadata().setGeneration(platform.getMetadata().getGeneration() + 1);
        valid = ValidPlatforms.of(platform);
        return this;
    }

    PlatformStory after(int seconds) {
        now = now.plusSeconds(seconds);
        return this;
    }

    Verdicts verdicts(dev.plumbline.views.Finding... findings) {
        return new Verdicts(
                PlatformSubject.running(platform, LocalDate.of(2026, 11, 21)),
                List.of(findings),
                List.of(),
                List.of(),
                List.of());
    }

    MlPlatformStatus look() {
        Observed observed = new Observed(
                pods,
                cloud,
                members.isEmpty() ? new DatabaseSight.Silent() : new DatabaseSight.Seen(members),
                change,
                isolation,
                repaired,
                Set.of(),
                foreign,
                databaseSettled,
                0);
        repaired.clear();
        return keep(PlatformStatuses.of(platform, valid, observed, verdicts(), now));
    }

    MlPlatformStatus keep(MlPlatformStatus status) {
        platform.setStatus(status);
        looks.add(status);
        now = now.plusSeconds(5);
        return status;
    }

    Instant now() {
        return now;
    }

    static Condition condition(MlPlatformStatus status, String type) {
        return status.conditions().stream()
                .filter(each -> each.getType().equals(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no condition " + type));
    }

    /** For example {@code False/WaitingForMembers}. */
    static String said(MlPlatformStatus status, String type) {
        Condition condition = condition(status, type);
        return condition.getStatus() + "/" + condition.getReason();
    }
}
