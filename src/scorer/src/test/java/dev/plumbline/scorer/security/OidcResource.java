package dev.plumbline.scorer.security;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** A process that wants tokens of an issuer for its public port. */
public final class OidcResource implements QuarkusTestResourceLifecycleManager {

    private static TokenIssuer issuer;

    static TokenIssuer issuer() {
        return issuer;
    }

    @Override
    public Map<String, String> start() {
        try {
            issuer = new TokenIssuer();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return Map.of(
                "plumbline.auth.mode", "oidc",
                "plumbline.auth.issuer", issuer.uri(),
                "plumbline.auth.audience", "plumbline");
    }

    @Override
    public void stop() {
        issuer.close();
    }
}
