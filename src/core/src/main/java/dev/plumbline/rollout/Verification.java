package dev.plumbline.rollout;

import java.util.Optional;

/** What the Job that looks at an artifact, before any Pod is told of it, has said so far. */
public sealed interface Verification {

    /** There is no Job for this attempt. */
    record NotAsked() implements Verification {}

    /** @param trouble why the latest try failed, empty before the first; the Job tries again by itself */
    record Running(String trouble) implements Verification {}

    /**
     * Nothing was looked at yet, which says nothing of the artifact or its store. The Job goes on trying.
     *
     * @param why its Pod does not run, in whole sentences
     */
    record Waiting(String why) implements Verification {}

    /**
     * @param artifact absent when the report could not be read further than that it accepts
     * @param report as the Job wrote it, for the comparison with the next model; may be empty
     */
    record Accepted(Optional<ArtifactFacts> artifact, String report) implements Verification {

        public Accepted(Optional<ArtifactFacts> artifact) {
            this(artifact, "");
        }
    }

    record Refused(String reason, String message) implements Verification {}

    /**
     * The Job's time is over, and nothing was said of the artifact.
     *
     * @param why its Pod did not run, in whole sentences; may be empty
     */
    record TimedOut(String why) implements Verification {}

    /** All tries are used up and the store never answered. */
    record Unreachable(String message) implements Verification {}
}
