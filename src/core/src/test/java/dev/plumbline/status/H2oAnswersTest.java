package dev.plumbline.status;

import static dev.plumbline.status.PlatformStory.condition;
import static dev.plumbline.status.PlatformStory.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.MlPlatformStatus;
import dev.plumbline.api.PlatformPhase;
import dev.plumbline.status.Observed.CloudChange;
import dev.plumbline.status.Observed.CloudSight;
import dev.plumbline.status.PodState.Cause;
import org.junit.jupiter.api.Test;

/** From no member to a cloud that clients reach, and back. */
class H2oAnswersTest {

    private static CloudSight.Seen cloud(int size, boolean healthy, boolean locked) {
        return new CloudSight.Seen("fraud-h2o-0", size, healthy, true, locked, "3.46.0.11", 0);
    }

    @Test
    void membersThatAreStillComingAreWaitedFor() {
        MlPlatformStatus status = PlatformStory.ofThree()
                .everythingRuns()
                .cloud(cloud(2, true, false))
                .look();
        assertThat(said(status, "H2OClusterFormed")).isEqualTo("False/WaitingForMembers");
        assertThat(condition(status, "H2OClusterFormed").getMessage()).contains("2 of 3");
        assertThat(status.phase()).isEqualTo(PlatformPhase.FORMING);
    }

    @Test
    void aCloudIsFormedOnceClientsReachItsLeader() {
        PlatformStory story = PlatformStory.ofThree()
                .everythingRuns()
                .pod("fraud-h2o-0", "h2o", new PodState.Running(false))
                .pod("fraud-h2o-1", "h2o", new PodState.Running(true));
        assertThat(said(story.look(), "H2OClusterFormed")).isEqualTo("False/WaitingForMembers");
        assertThat(said(story.everythingRuns().look(), "H2OClusterFormed")).isEqualTo("True/ConsensusReached");
    }

    @Test
    void aProbeThatTheLeaderMissesUnformsNothing() {
        MlPlatformStatus status = PlatformStory.ready()
                .pod("fraud-h2o-0", "h2o", new PodState.Running(false))
                .look();
        assertThat(said(status, "H2OClusterFormed")).isEqualTo("True/ConsensusReached");
    }

    @Test
    void aSmallCloudThatIsLockedIsWrong() {
        MlPlatformStatus status = PlatformStory.ofThree()
                .everythingRuns()
                .cloud(cloud(2, true, true))
                .look();
        assertThat(said(status, "H2OClusterFormed")).isEqualTo("False/FormedTooSmall");
        assertThat(said(status, "Degraded")).isEqualTo("True/FormedTooSmall");
    }

    @Test
    void aSmallCloudIsWrongOnceTheLookUpTimeHasPassed() {
        PlatformStory story = PlatformStory.ofThree().everythingRuns().cloud(cloud(2, true, false));
        story.look();
        assertThat(said(story.after(200).look(), "H2OClusterFormed")).isEqualTo("False/WaitingForMembers");
        MlPlatformStatus late = story.after(60).look();
        assertThat(said(late, "H2OClusterFormed")).isEqualTo("False/FormedTooSmall");
        assertThat(story.after(60).look()).isEqualTo(late);
    }

    @Test
    void anotherVersionThanAskedForIsNoCloud() {
        MlPlatformStatus status = PlatformStory.ofThree()
                .everythingRuns()
                .cloud(new CloudSight.Seen("fraud-h2o-0", 3, true, true, false, "3.46.0.10", 0))
                .look();
        assertThat(said(status, "H2OClusterFormed")).isEqualTo("False/VersionMismatch");
        assertThat(said(status, "Ready")).isEqualTo("False/VersionMismatch");
    }

    @Test
    void aLostMemberDegradesAndTheRestartRecovers() {
        PlatformStory story = PlatformStory.ready();
        MlPlatformStatus lost = story.cloud(cloud(3, false, true)).look();
        assertThat(said(lost, "H2OClusterFormed")).isEqualTo("False/MemberLost");
        assertThat(said(lost, "Degraded")).isEqualTo("True/MemberLost");
        assertThat(lost.phase()).isEqualTo(PlatformPhase.DEGRADED);

        MlPlatformStatus restarting = story.cloud(new CloudSight.Silent())
                .change(new CloudChange.Restarting("All 3 members start anew."))
                .look();
        assertThat(said(restarting, "Progressing")).isEqualTo("True/RestartingCluster");
        assertThat(said(restarting, "H2OClusterFormed")).isEqualTo("False/WaitingForMembers");
        assertThat(restarting.phase()).isEqualTo(PlatformPhase.RECOVERING);

        story.change(new CloudChange.None()).cloud(cloud(1, true, false)).look();
        assertThat(said(story.looks.getLast(), "H2OClusterFormed")).isEqualTo("False/WaitingForMembers");
        assertThat(said(story.everythingRuns().look(), "Ready")).isEqualTo("True/AllComponentsReady");
    }

    @Test
    void aSilentLeaderIsUnknownWhileAllItsPodsRun() {
        PlatformStory story = PlatformStory.ready();
        MlPlatformStatus silent = story.cloud(new CloudSight.Silent()).look();
        assertThat(said(silent, "H2OClusterFormed")).isEqualTo("Unknown/LeaderSilent");
        MlPlatformStatus dead = story.pod("fraud-h2o-0", "h2o", new PodState.Ended(1, Cause.OTHER))
                .look();
        assertThat(said(dead, "H2OClusterFormed")).isEqualTo("False/MemberLost");
    }
}
