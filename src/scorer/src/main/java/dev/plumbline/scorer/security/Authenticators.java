package dev.plumbline.scorer.security;

import dev.plumbline.store.FetchException;
import dev.plumbline.store.Trust;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Makes the authenticator that the settings ask for, or refuses to start: half a configuration protects nothing. */
public final class Authenticators {

    private Authenticators() {}

    public static Authenticator of(AuthSettings settings, Clock clock) {
        return switch (settings.mode()) {
            case OFF -> Authenticator.OPEN;
            case TOKEN -> token(settings);
            case OIDC ->
                new OidcTokens(
                        new TokenVerifier(
                                needed(settings.issuer(), "PLUMBLINE_AUTH_ISSUER", "oidc"),
                                needed(settings.audience(), "PLUMBLINE_AUTH_AUDIENCE", "oidc"),
                                settings.scope(),
                                new JwksSource(
                                        settings.issuer().get(),
                                        settings.jwksUri(),
                                        authorities(settings),
                                        System::nanoTime),
                                clock),
                        clock);
        };
    }

    private static Authenticator token(AuthSettings settings) {
        Optional<String> given = settings.token().map(String::strip).filter(token -> !token.isEmpty());
        return given.isPresent()
                ? StaticToken.of(given.get())
                : new StaticToken(needed(settings.tokenFile(), "PLUMBLINE_AUTH_TOKEN_FILE", "token"), System::nanoTime);
    }

    private static Optional<SSLContext> authorities(AuthSettings settings) {
        return settings.ca().filter(pem -> !pem.isBlank()).map(pem -> {
            try {
                return Trust.withAuthorities(pem.getBytes(StandardCharsets.UTF_8));
            } catch (FetchException malformed) {
                throw new IllegalStateException("PLUMBLINE_AUTH_CA holds no PEM certificates", malformed);
            }
        });
    }

    private static <T> T needed(Optional<T> value, String variable, String mode) {
        return value.filter(v -> !v.toString().isBlank())
                .orElseThrow(() -> new IllegalStateException(
                        "%s is required with PLUMBLINE_AUTH_MODE=%s".formatted(variable, mode)));
    }
}
