package dev.plumbline.rollout;

import java.util.List;

/** What the shell is to do; it does nothing else to a rollout. Every effect may be repeated without harm. */
public sealed interface Effect {

    /** Write the ConfigMap that restarted Pods read. Nothing else is done in the same step. */
    record WriteEpochConfigMap(Intent intent) implements Effect {}

    /** @param epoch that the model would get */
    record TellTarget(String pod, long epoch, ModelVersion model) implements Effect {}

    /** Each Pod changes its reference at one announced instant. */
    record Commit(List<String> pods, long epoch, String digest, long atEpochMillis) implements Effect {

        public Commit {
            pods = List.copyOf(pods);
        }
    }

    record AbortTarget(String pod) implements Effect {}
}
