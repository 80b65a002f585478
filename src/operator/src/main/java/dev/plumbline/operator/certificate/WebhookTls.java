package dev.plumbline.operator.certificate;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole certificate state of the webhook as it lies in one Secret: the serving certificate, the authorities that
 * clients shall trust (the present one first, then the one before it), and the present authority's key.
 *
 * @param authority empty where somebody else signs, e.g. cert-manager
 */
record WebhookTls(KeyPairCertificate serving, List<X509Certificate> trusted, Optional<KeyPairCertificate> authority) {

    private static final CertificateAuthority MAKER = new CertificateAuthority();

    WebhookTls {
        trusted = List.copyOf(trusted);
    }

    /** Begins from nothing. */
    static WebhookTls begin(List<String> hosts, Instant now) {
        KeyPairCertificate authority = MAKER.newAuthority(now);
        return new WebhookTls(
                MAKER.newServing(authority, hosts, now), List.of(authority.leaf()), Optional.of(authority));
    }

    /** What is needed next: this very object while nothing is due, else one with renewed parts. */
    WebhookTls renewed(List<String> hosts, Instant now) {
        if (authority.isEmpty() || authority.get().isDue(now)) {
            WebhookTls next = begin(hosts, now);
            // The old authority stays trusted until the next change: the other replica still serves with it.
            return new WebhookTls(next.serving, List.of(next.trusted.getFirst(), trusted.getFirst()), next.authority);
        }
        boolean keep = !serving.isDue(now) && covers(hosts);
        return keep ? this : new WebhookTls(MAKER.newServing(authority.get(), hosts, now), trusted, authority);
    }

    String caBundle() {
        return Base64.getEncoder().encodeToString(Pem.write(trusted).getBytes(StandardCharsets.UTF_8));
    }

    private boolean covers(List<String> hosts) {
        try {
            var names = new HashSet<String>();
            for (List<?> name : Optional.ofNullable(serving.leaf().getSubjectAlternativeNames())
                    .orElse(List.of())) {
                names.add(String.valueOf(name.get(1)));
            }
            return names.containsAll(hosts);
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    static Optional<WebhookTls> read(Secret secret) {
        Map<String, String> data = Optional.ofNullable(secret.getData()).orElse(Map.of());
        return Pem.read(text(data, "tls.key"), text(data, "tls.crt")).flatMap(serving -> {
            List<X509Certificate> trusted = Pem.readCertificates(text(data, "ca.crt"));
            return trusted.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new WebhookTls(
                            serving, trusted, Pem.read(text(data, "ca.key"), Pem.write(trusted.subList(0, 1)))));
        });
    }

    Secret writeInto(Secret secret) {
        return new SecretBuilder(secret)
                .withType("kubernetes.io/tls")
                .withData(Map.of(
                        "tls.crt", encode(Pem.write(serving.chain())),
                        "tls.key", encode(Pem.write(serving.key())),
                        "ca.crt", encode(Pem.write(trusted)),
                        "ca.key", encode(Pem.write(authority.orElseThrow().key()))))
                .build();
    }

    private static String text(Map<String, String> data, String key) {
        try {
            return new String(Base64.getDecoder().decode(data.getOrDefault(key, "")), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
