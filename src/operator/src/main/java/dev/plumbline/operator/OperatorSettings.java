package dev.plumbline.operator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Everything that the chart can set by environment, e.g. {@code PLUMBLINE_IMAGE_H2O}. */
@ConfigMapping(prefix = "plumbline")
public interface OperatorSettings {

    Operator operator();

    Image image();

    Webhook webhook();

    Analysis analysis();

    /** DNS suffix of the cluster; H2O needs whole names. */
    @WithDefault("cluster.local")
    String clusterDomain();

    /** Name of the Lease that decides who works. */
    String lease();

    Leader leader();

    /** What may be asked besides the Pods before a model is promoted. */
    interface Analysis {
        /** Addresses of metrics servers that rollouts may name; absent: none. */
        Optional<List<String>> prometheus();
    }

    /** Where this process runs. */
    interface Operator {
        String pod();

        String namespace();
    }

    /** Image references; {@code {version}} is replaced by the version that the spec asks for. */
    interface Image {
        String h2o();

        String postgres();

        String redis();

        String scorer();

        /** Looks at artifacts before any Pod is told of them; absent: only the Pods that are to serve them look. */
        Optional<String> verify();
    }

    /** Times of the leader lease: a dead leader is replaced after {@code lease} at the latest. */
    interface Leader {
        @WithDefault("12S")
        Duration lease();

        @WithDefault("8S")
        Duration renew();

        @WithDefault("2S")
        Duration retry();
    }

    /** The admission webhook's Service, its registration and where its certificate comes from. */
    interface Webhook {
        Certificate certificate();

        String service();

        /** Secret of type {@code kubernetes.io/tls} in this process' namespace. */
        String secret();

        String configuration();

        /** Further host names and addresses of the certificate, for an operator that runs outside the cluster. */
        Optional<List<String>> hosts();
    }

    /** Who makes the webhook's certificate. */
    interface Certificate {
        Mode mode();

        /** Folder with {@code tls.crt} and {@code tls.key}, read in mode {@code files}. */
        String dir();

        /** {@code self}: made and renewed here; {@code files}: mounted, e.g. by cert-manager; {@code off}: no webhook. */
        enum Mode {
            SELF,
            FILES,
            OFF
        }
    }
}
