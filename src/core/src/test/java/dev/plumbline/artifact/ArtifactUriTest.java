package dev.plumbline.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactUriTest {

    @Test
    void readsTheParts() {
        var uri = ArtifactUri.parse("HTTPS://Models.Example.COM.:8443/fraud/a.zip?x=1#y")
                .orElseThrow();

        assertThat(uri.scheme()).isEqualTo("https");
        assertThat(uri.host()).isEqualTo("models.example.com");
        assertThat(uri.port()).isEqualTo(8443);
        assertThat(uri.path()).isEqualTo("/fraud/a.zip");
        assertThat(uri.userInfo()).isFalse();
    }

    @Test
    void theHostStandsBehindTheLastAtSign() {
        var uri =
                ArtifactUri.parse("https://models.example.com@evil@10.0.0.1/a").orElseThrow();

        assertThat(uri.host()).isEqualTo("10.0.0.1");
        assertThat(uri.userInfo()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "models.example.com/a.zip",
                "https:/models.example.com/a",
                "https:models",
                "https://",
                "https:///a",
                "https://a b/c",
                "https://a\\@b/c",
                "https://a/../b",
                "https://a/%2e%2e/b",
                "https://a/.%2E/b",
                "https://a/b%2fc",
                "https://a/%5cb",
                "https://a/%00",
                "https://a/%252e%252e/b",
                "https://a:0/b",
                "https://a:65536/b",
                "https://a:x/b",
                "https://a%2eb/c",
                "https://ex\u00e4mple.com/",
                "https://a\n/b",
                "https://a..b/c",
                "https://[fe80::1%25eth0]/a",
                "https://-a/b",
                "1http://a/b"
            })
    void refusesWhatTwoReadersMayReadDifferently(String text) {
        assertThat(ArtifactUri.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/models, https://a.example/models/x.zip, true",
        "https://a.example/models/, https://a.example/models/x.zip, true",
        "https://a.example, https://a.example/x.zip, true",
        "https://a.example:443/, https://a.example/x.zip, true",
        "https://a.example/models, https://a.example/models-evil/x.zip, false",
        "https://a.example, https://a.example.evil/x.zip, false",
        "https://a.example/, http://a.example/x.zip, false",
        "https://a.example/, https://a.example:8443/x.zip, false",
        "pvc://store/, pvc://store/x.zip, true",
        "pvc://store/fraud, pvc://store-2/fraud/x.zip, false",
        "s3://models/, s3://models/fraud/x.zip, true",
    })
    void liesBelowAStore(String store, String uri, boolean below) {
        assertThat(ArtifactUri.parse(uri)
                        .orElseThrow()
                        .below(ArtifactUri.parse(store).orElseThrow()))
                .isEqualTo(below);
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/x, true",
        "https://A.EXAMPLE./x, true",
        "https://1a/x, true",
        "https://192.0.2.7:8443/x, true",
        "http://[2001:db8::7]/x, true",
        "https://a_b.example/x, false",
        "https://a.example_/x, false",
        "https://a-.example/x, false",
        "https://a.1b/x, false",
    })
    void knowsWhatCanBeConnectedTo(String uri, boolean connectable) {
        assertThat(ArtifactUri.parse(uri).orElseThrow().connectable()).isEqualTo(connectable);
    }

    @Test
    void aLabelHasAtMost63Signs() {
        String uri = "https://%s.example/x";
        assertThat(ArtifactUri.parse(uri.formatted("a".repeat(63)))
                        .orElseThrow()
                        .connectable())
                .isTrue();
        assertThat(ArtifactUri.parse(uri.formatted("a".repeat(64)))
                        .orElseThrow()
                        .connectable())
                .isFalse();
    }
}
