package dev.plumbline.operator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.Converter;

/** Everything that the chart can set by environment, e.g. {@code PLUMBLINE_IMAGE_H2O}. */
@ConfigMapping(prefix = "plumbline")
public interface OperatorSettings {

    Operator operator();

    Image image();

    Webhook webhook();

    /** Name of the Lease that decides who works. */
    String lease();

    Leader leader();

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
        @WithConverter(CertificateSourceConverter.class)
        CertificateSource certificate();

        String service();

        /** Secret of type {@code kubernetes.io/tls} in this process' namespace. */
        String secret();

        String configuration();

        /** Further host names and addresses of the certificate, for an operator that runs outside the cluster. */
        Optional<List<String>> hosts();
    }

    /** Lets a wrong value end the start with a sentence. */
    final class CertificateSourceConverter implements Converter<CertificateSource> {
        @Override
        public CertificateSource convert(String value) {
            return CertificateSource.parse(value);
        }
    }

    /** Who makes the webhook's certificate: this operator, cert-manager, or nobody because there is no webhook. */
    enum CertificateSource {
        MANAGED,
        CERT_MANAGER,
        OFF;

        /** Reads the chart's spelling, e.g. {@code CertManager}; letters' case does not matter. */
        static CertificateSource parse(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "managed" -> MANAGED;
                case "certmanager" -> CERT_MANAGER;
                case "off" -> OFF;
                default ->
                    throw new IllegalArgumentException(
                            "plumbline.webhook.certificate is \"" + text + "\"; use Managed, CertManager or Off");
            };
        }
    }
}
