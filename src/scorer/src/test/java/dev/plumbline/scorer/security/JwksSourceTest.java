package dev.plumbline.scorer.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwksSourceTest {

    private final AtomicLong now = new AtomicLong();

    private String id(JwksSource source, boolean unknown) throws IOException {
        return source.keys(unknown).getFirst().getKeyId();
    }

    @Test
    void follows_a_change_of_keys_and_outlives_the_issuer() throws IOException {
        TokenIssuer issuer = new TokenIssuer();
        JwksSource source = new JwksSource(URI.create(issuer.uri()), Optional.empty(), Optional.empty(), now::get);
        assertThat(id(source, false)).isEqualTo("first");
        issuer.changeKey("second");
        assertThat(id(source, true)).as("asked a moment ago").isEqualTo("first");
        now.addAndGet(Duration.ofSeconds(6).toNanos());
        assertThat(id(source, false)).as("nobody missed a key").isEqualTo("first");
        assertThat(id(source, true)).isEqualTo("second");
        assertThat(issuer.fetches()).isEqualTo(2);
        issuer.changeKey("third");
        now.addAndGet(Duration.ofMinutes(11).toNanos());
        assertThat(id(source, false)).as("keys grow old").isEqualTo("third");
        issuer.close();
        now.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(id(source, true)).as("the keys that were good stay so").isEqualTo("third");
    }

    @Test
    void believes_no_document_of_another_issuer() throws IOException {
        try (TokenIssuer issuer = new TokenIssuer()) {
            URI claimed = URI.create(issuer.uri().replace("127.0.0.1", "localhost"));
            JwksSource source = new JwksSource(claimed, Optional.empty(), Optional.empty(), now::get);
            assertThatThrownBy(() -> source.keys(false)).isInstanceOf(IOException.class);
            JwksSource configured = new JwksSource(
                    claimed, Optional.of(URI.create(issuer.uri() + "/keys")), Optional.empty(), now::get);
            assertThat(id(configured, false)).isEqualTo("first");
        }
    }

    @Test
    void an_answer_that_stalls_in_its_body_is_given_up() throws IOException {
        try (TokenIssuer issuer = new TokenIssuer()) {
            JwksSource source = new JwksSource(
                    URI.create(issuer.uri()), Optional.empty(), Optional.empty(), now::get, Duration.ofSeconds(2));
            assertThat(id(source, false)).isEqualTo("first");
            issuer.changeKey("second");
            issuer.stall(true);
            now.addAndGet(Duration.ofSeconds(6).toNanos());
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> assertThat(id(source, true)).isEqualTo("first"));
            issuer.stall(false);
            now.addAndGet(Duration.ofSeconds(6).toNanos());
            assertThat(id(source, true)).isEqualTo("second");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"keys\":[null]}",
                "{\"keys\":[]}",
                "{\"keys\":\"x\"}",
                "{\"keys\":[1]}",
                "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}",
                "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"!\",\"e\":\"AQAB\"}]}",
                "{}",
                "[]",
                "null",
                ""
            })
    void a_document_without_public_keys_takes_none_away(String document) throws IOException {
        try (TokenIssuer issuer = new TokenIssuer()) {
            JwksSource source = new JwksSource(URI.create(issuer.uri()), Optional.empty(), Optional.empty(), now::get);
            issuer.say(Optional.of(document));
            assertThatThrownBy(() -> source.keys(false)).isInstanceOf(IOException.class);
            issuer.say(Optional.empty());
            now.addAndGet(Duration.ofSeconds(6).toNanos());
            assertThat(id(source, false)).isEqualTo("first");
            issuer.say(Optional.of(document));
            now.addAndGet(Duration.ofMinutes(11).toNanos());
            assertThat(id(source, true)).isEqualTo("first");
        }
    }

    @Test
    void a_document_of_any_size_is_not_read() throws IOException {
        try (TokenIssuer issuer = new TokenIssuer()) {
            issuer.say(Optional.of("{\"keys\":[],\"more\":\"" + "x".repeat(2 << 20) + "\"}"));
            JwksSource source = new JwksSource(URI.create(issuer.uri()), Optional.empty(), Optional.empty(), now::get);
            assertThatThrownBy(() -> source.keys(false)).isInstanceOf(IOException.class);
        }
    }
}
