package dev.plumbline.scorer.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OidcTokensTest {

    private final AtomicLong now = new AtomicLong();

    private static CompletableFuture<Verdict> verdict(OidcTokens tokens, String token) {
        CompletableFuture<Verdict> told = new CompletableFuture<>();
        tokens.findOut("Bearer " + token, told::complete);
        return told;
    }

    @Test
    void a_token_whose_key_is_known_does_not_wait_for_an_issuer_that_stalls() throws Exception {
        try (TokenIssuer issuer = new TokenIssuer()) {
            JwksSource source = new JwksSource(
                    URI.create(issuer.uri()), Optional.empty(), Optional.empty(), now::get, Duration.ofSeconds(60));
            OidcTokens tokens = new OidcTokens(
                    new TokenVerifier(
                            URI.create(issuer.uri()), "plumbline", "plumbline.predict", source, Clock.systemUTC()),
                    Clock.systemUTC());
            assertThat(verdict(tokens, issuer.token(Map.of())).get(20, TimeUnit.SECONDS))
                    .isEqualTo(new Verdict.Admitted("client-one"));
            String known = issuer.token(Map.of("sub", "client-two"));
            issuer.changeKey("second");
            issuer.stall(true);
            // Old enough that those who come later would fetch too, if nobody did yet.
            now.addAndGet(Duration.ofMinutes(11).toNanos());
            CompletableFuture<Verdict> waits = verdict(tokens, issuer.token(Map.of("sub", "client-three")));
            awaitFetches(issuer, 2);
            assertThat(verdict(tokens, known).get(20, TimeUnit.SECONDS)).isEqualTo(new Verdict.Admitted("client-two"));
            assertThat(waits).isNotDone();
        }
    }

    @Test
    void a_token_with_a_new_key_waits_for_it() throws Exception {
        try (TokenIssuer issuer = new TokenIssuer()) {
            JwksSource source = new JwksSource(URI.create(issuer.uri()), Optional.empty(), Optional.empty(), now::get);
            OidcTokens tokens = new OidcTokens(
                    new TokenVerifier(
                            URI.create(issuer.uri()), "plumbline", "plumbline.predict", source, Clock.systemUTC()),
                    Clock.systemUTC());
            assertThat(verdict(tokens, issuer.token(Map.of())).get(20, TimeUnit.SECONDS))
                    .isInstanceOf(Verdict.Admitted.class);
            issuer.changeKey("second");
            now.addAndGet(Duration.ofSeconds(6).toNanos());
            assertThat(verdict(tokens, issuer.token(Map.of("sub", "client-two")))
                            .get(20, TimeUnit.SECONDS))
                    .isEqualTo(new Verdict.Admitted("client-two"));
            String known = issuer.token(Map.of("sub", "client-three"));
            assertThat(verdict(tokens, known).get(20, TimeUnit.SECONDS))
                    .isEqualTo(new Verdict.Admitted("client-three"));
            assertThat(issuer.fetches()).isEqualTo(2);
        }
    }

    private static void awaitFetches(TokenIssuer issuer, int fetches) throws InterruptedException {
        for (int i = 0; i < 1000 && issuer.fetches() < fetches; i++) {
            Thread.sleep(10);
        }
        assertThat(issuer.fetches()).isEqualTo(fetches);
    }
}
