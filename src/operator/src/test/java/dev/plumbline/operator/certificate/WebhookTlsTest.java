package dev.plumbline.operator.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookTlsTest {

    private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");
    private static final List<String> HOSTS = List.of("plumbline-webhook.plumbline-system.svc", "10.200.0.1");

    private final WebhookTls first = WebhookTls.begin(HOSTS, START);

    @Test
    void servesWithACertificateOfItsAuthorityForItsHosts() throws Exception {
        X509Certificate leaf = first.serving().leaf();
        leaf.verify(first.trusted().getFirst().getPublicKey());
        assertThat(leaf.getSubjectAlternativeNames().stream().map(name -> (String) name.get(1)))
                .containsExactlyElementsOf(HOSTS);
        assertThat(first.trusted().getFirst().getBasicConstraints()).isZero();
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void isLeftAloneUntilTwoThirdsOfItsLife() {
        Instant before = START.plus(
                        CertificateAuthority.SERVING_LIFE.multipliedBy(2).dividedBy(3))
                .minusSeconds(600);
        assertThat(first.renewed(HOSTS, before)).isSameAs(first);
    }

    @Test
    void renewsTheServingCertificateUnderTheSameAuthority() {
        WebhookTls renewed = first.renewed(HOSTS, START.plus(Duration.ofDays(61)));
        assertThat(renewed.serving().leaf()).isNotEqualTo(first.serving().leaf());
        assertThat(renewed.caBundle()).isEqualTo(first.caBundle());
    }

    @Test
    void keepsTrustingTheOldAuthorityWhenANewOneBegins() {
        WebhookTls renewed = first.renewed(HOSTS, START.plus(Duration.ofDays(1300)));
        assertThat(renewed.trusted())
                .hasSize(2)
                .contains(first.trusted().getFirst())
                .first()
                .isNotEqualTo(first.trusted().getFirst());
    }

    @Test
    void isMadeAnewForOtherHosts() {
        assertThat(first.renewed(List.of("elsewhere.svc"), START)).isNotSameAs(first);
    }

    @Test
    void survivesTheSecret() {
        var secret = first.writeInto(new SecretBuilder()
                .withNewMetadata()
                .withName("x")
                .endMetadata()
                .build());
        WebhookTls read = WebhookTls.read(secret).orElseThrow();
        assertThat(read.serving().chain()).isEqualTo(first.serving().chain());
        assertThat(read.renewed(HOSTS, START)).isSameAs(read);
    }

    @Test
    void takesGarbageForNothing() {
        var secret = new SecretBuilder()
                .withNewMetadata()
                .withName("x")
                .endMetadata()
                .withData(Map.of("tls.crt", "%%%", "tls.key", "bm9wZQ=="))
                .build();
        assertThat(WebhookTls.read(secret)).isEmpty();
        assertThat(WebhookTls.read(new SecretBuilder().build())).isEmpty();
    }
}
