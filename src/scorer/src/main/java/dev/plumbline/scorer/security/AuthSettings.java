package dev.plumbline.scorer.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Who may score; {@code PLUMBLINE_AUTH_MODE} and so on. The admin API has a token of its own. */
@ConfigMapping(prefix = "plumbline.auth")
public interface AuthSettings {

    /** How callers prove who they are. */
    enum Mode {
        OFF,
        TOKEN,
        OIDC
    }

    @WithDefault("off")
    Mode mode();

    /** With {@code token}: the file that holds it. */
    Optional<Path> tokenFile();

    /** With {@code token}, instead of a file: the token itself, for an environment variable out of a Secret. */
    Optional<String> token();

    /** With {@code oidc}: the issuer, as it stands in the tokens. */
    Optional<URI> issuer();

    /** With {@code oidc}: the audience that a token must name. A token for another service opens nothing here. */
    Optional<String> audience();

    /** With {@code oidc}: where the keys are; absent asks the issuer's discovery document. */
    Optional<URI> jwksUri();

    /** With {@code oidc}: PEM of authorities that may vouch for the issuer, beside the usual ones. */
    Optional<String> ca();

    /** With {@code oidc}: the scope that a token must carry. */
    @WithDefault("plumbline.predict")
    String scope();
}
