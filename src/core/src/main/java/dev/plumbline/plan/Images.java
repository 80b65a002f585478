package dev.plumbline.plan;

import java.util.Optional;

/**
 * Where images come from: one pattern per component, in which <code>{version}</code> stands for the version that the
 * platform asks for. The patterns are the operator's settings and arrive from its environment.
 *
 * @param h2o for example <code>registry.example.com/plumbline-h2o:{version}</code>
 * @param postgres the image with Patroni
 * @param redis the cache
 * @param scorer the inference server
 * @param verify looks at artifacts; absent: only the Pods that are to serve them do
 */
public record Images(String h2o, String postgres, String redis, String scorer, Optional<String> verify) {
    private static final String VERSION = "{version}";

    public Images(String h2o, String postgres, String redis, String scorer) {
        this(h2o, postgres, redis, scorer, Optional.empty());
    }

    public String h2o(String version) {
        return h2o.replace(VERSION, version);
    }

    public String postgres(String version) {
        return postgres.replace(VERSION, version);
    }

    public String redis(String version) {
        return redis.replace(VERSION, version);
    }

    public String scorer(String version) {
        return scorer.replace(VERSION, version);
    }
}
