package dev.plumbline.status;

import static dev.plumbline.status.PlatformConditions.H2O_CLUSTER_FORMED;

import dev.plumbline.plan.Component;
import dev.plumbline.status.Observed.CloudChange;
import dev.plumbline.status.Observed.CloudSight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Whether the H2O cloud has formed. Only {@code /3/Cloud} can say so: the readiness of Pods says who leads. */
final class H2oAnswers {
    static final String CONSENSUS = "ConsensusReached";
    static final String WAITING = "WaitingForMembers";
    static final String TOO_SMALL = "FormedTooSmall";
    static final String MEMBER_LOST = "MemberLost";
    static final String VERSION_MISMATCH = "VersionMismatch";
    static final String LEADER_SILENT = "LeaderSilent";
    static final String NEEDS_CONSENT = "RestartNeedsConsent";

    /** After its look-up time a member joins no larger cloud any more; this is for its JVM to start before. */
    private static final Duration SLACK = Duration.ofSeconds(60);

    private final PlatformLook look;
    private final int nodes;

    private H2oAnswers(PlatformLook look) {
        this.look = look;
        this.nodes = look.valid().h2o().nodes();
    }

    static Answer formed(PlatformLook look) {
        H2oAnswers answers = new H2oAnswers(look);
        return switch (look.observed().cloud()) {
            case CloudSight.Silent silent -> answers.silent();
            case CloudSight.Seen seen -> answers.seen(seen);
        };
    }

    private Answer silent() {
        List<PodFacts> pods = look.observed().of(Component.H2O);
        long running = pods.stream().filter(PodFacts::running).count();
        String count = "%d of %d H2O Pods run".formatted(running, nodes);
        if (!wasFormed()) {
            return no(WAITING, count + " and none answers for a cloud yet.");
        }
        return running >= nodes
                ? Answer.unknown(
                        H2O_CLUSTER_FORMED,
                        LEADER_SILENT,
                        count + ", and none answers /3/Cloud; a leader in a long garbage collection does not.")
                : no(MEMBER_LOST, count + ". One lost member costs the whole cloud.");
    }

    private Answer seen(CloudSight.Seen cloud) {
        String version = look.valid().h2o().version();
        boolean asAsked = cloud.size() == nodes && cloud.version().equals(version);
        if (!asAsked && look.observed().change() instanceof CloudChange.NeedsConsent(String message)) {
            return no(NEEDS_CONSENT, message);
        }
        if (!cloud.version().equals(version)) {
            return no(VERSION_MISMATCH, "H2O %s runs, %s is asked for.".formatted(cloud.version(), version));
        }
        if (cloud.size() < nodes) {
            return small(cloud);
        }
        if (cloud.size() > nodes) {
            return no("FormedTooLarge", "The cloud has %d members, %d are asked for.".formatted(cloud.size(), nodes));
        }
        if (!cloud.healthy()) {
            return no(MEMBER_LOST, "The cloud of %d no longer hears all its members.".formatted(cloud.size()));
        }
        if (!cloud.consensus()) {
            return no(WAITING, "%d members see each other and do not agree yet.".formatted(cloud.size()));
        }
        if (!wasFormed() && !leaderIsReady(cloud)) {
            return no(
                    WAITING,
                    "%d members agree and %s leads; clients reach it once its Pod is ready."
                            .formatted(cloud.size(), cloud.leaderPod()));
        }
        return Answer.yes(
                H2O_CLUSTER_FORMED,
                CONSENSUS,
                "%d of %d members agree, %s leads, H2O %s."
                        .formatted(cloud.size(), nodes, cloud.leaderPod(), cloud.version()));
    }

    /**
     * The client Service selects the leader by its readiness, which a kubelet looks at every other second. Asked only
     * while the cloud forms: a leader in a long garbage collection misses a probe and is still the leader.
     */
    private boolean leaderIsReady(CloudSight.Seen cloud) {
        return look.observed().of(Component.H2O).stream()
                .anyMatch(pod -> pod.name().equals(cloud.leaderPod()) && pod.ready());
    }

    private Answer small(CloudSight.Seen cloud) {
        String count = "The cloud has %d of %d members".formatted(cloud.size(), nodes);
        if (wasFormed()) {
            return no(MEMBER_LOST, count + "; one was lost.");
        }
        if (cloud.locked()) {
            return no(TOO_SMALL, count + " and is locked: it takes no more.");
        }
        return waitedTooLong()
                ? no(
                        TOO_SMALL,
                        "%s and clustering.lookupTimeoutSeconds (%d) have passed. Look at the Pods that are missing."
                                .formatted(count, look.valid().h2o().lookupTimeoutSeconds()))
                : no(WAITING, count + ".");
    }

    /** A change of the spec or a restart by the operator makes a new cloud of it, in which nobody is lost yet. */
    private boolean wasFormed() {
        return !(look.observed().change() instanceof CloudChange.Restarting)
                && !look.h2oAwaitsSettings()
                && (look.wasTrue(H2O_CLUSTER_FORMED) || look.reasonWas(H2O_CLUSTER_FORMED, MEMBER_LOST, LEADER_SILENT));
    }

    private boolean waitedTooLong() {
        Duration patience =
                Duration.ofSeconds(look.valid().h2o().lookupTimeoutSeconds()).plus(SLACK);
        return look.reasonWas(H2O_CLUSTER_FORMED, TOO_SMALL)
                || look.previous(H2O_CLUSTER_FORMED)
                        .filter(each -> Answer.FALSE.equals(each.getStatus()))
                        .map(each -> Instant.parse(each.getLastTransitionTime()))
                        .filter(since -> Duration.between(since, look.now()).compareTo(patience) > 0)
                        .isPresent();
    }

    private static Answer no(String reason, String message) {
        return Answer.no(H2O_CLUSTER_FORMED, reason, message);
    }
}
