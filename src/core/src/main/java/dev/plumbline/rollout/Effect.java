package dev.plumbline.rollout;

import java.util.List;

/** What the shell is to do; it does nothing else to a rollout. Every effect may be repeated without harm. */
public sealed interface Effect {

    /** Write the ConfigMap that restarted Pods read. Nothing else is done in the same step. */
    record WriteEpochConfigMap(Intent intent) implements Effect {}

    /** Have the artifact looked at, in a Job of its own for each attempt. */
    record Verify(ModelVersion model, Attempt attempt) implements Effect {}

    /** @param epoch that the model would get */
    record TellTarget(String pod, long epoch, ModelVersion model) implements Effect {}

    /**
     * The warm target answers a share of the requests, or scores copies of them, and counts from anew.
     *
     * @param epoch that the target would get
     */
    record Expose(String pod, long epoch, String digest, Strategy.Kind kind, int percent, int step) implements Effect {}

    /** Each Pod changes its reference at one announced instant. */
    record Commit(List<String> pods, long epoch, String digest, long atEpochMillis) implements Effect {

        public Commit {
            pods = List.copyOf(pods);
        }
    }

    record AbortTarget(String pod) implements Effect {}
}
