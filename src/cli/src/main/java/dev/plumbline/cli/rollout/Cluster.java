package dev.plumbline.cli.rollout;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.function.ToIntFunction;

/** Where rollouts are found. */
public interface Cluster {

    /** Does this with the rollout that is meant, and gives back its exit code. */
    int on(Where where, ToIntFunction<Rollout> act);

    /** The cluster of the kubeconfig. */
    final class Live implements Cluster {

        /** Answers of a healthy API server take milliseconds; a wrong address must not hang. */
        private static final int ANSWER_MILLISECONDS = 10_000;

        @Override
        public int on(Where where, ToIntFunction<Rollout> act) {
            try (KubernetesClient client =
                    new KubernetesClientBuilder().withConfig(config(where)).build()) {
                String in = where.namespace == null ? client.getNamespace() : where.namespace;
                return act.applyAsInt(new LiveRollout(client, in == null ? "default" : in, where.name));
            }
        }

        private static Config config(Where where) {
            Config config = where.kubeconfig == null
                    ? Config.autoConfigure(where.context)
                    : Config.fromKubeconfig(where.kubeconfig);
            return new ConfigBuilder(config)
                    .withRequestTimeout(ANSWER_MILLISECONDS)
                    .withConnectionTimeout(ANSWER_MILLISECONDS)
                    .withRequestRetryBackoffLimit(1)
                    .build();
        }
    }
}
