package dev.plumbline.scorer.security;

import static org.jose4j.jwa.AlgorithmConstraints.ConstraintType.PERMIT;

import java.io.IOException;
import java.net.URI;
import java.security.Key;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;

/** Verifies a signed token of the issuer for this audience. */
final class TokenVerifier {

    private static final Logger LOG = Logger.getLogger(TokenVerifier.class);
    private static final int SKEW_SECONDS = 30;

    /** Only signatures with a key pair: with a shared secret, whoever verifies could also sign. */
    private static final String[] ALGORITHMS = {
        AlgorithmIdentifiers.RSA_USING_SHA256,
        AlgorithmIdentifiers.RSA_USING_SHA384,
        AlgorithmIdentifiers.RSA_USING_SHA512,
        AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
        AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
        AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
        AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
        AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
        AlgorithmIdentifiers.EDDSA
    };

    private final URI issuer;
    private final String audience;
    private final String scope;
    private final JwksSource source;
    private final Clock clock;

    /** A verdict, and how long it holds. */
    record Verified(Verdict verdict, long untilEpochSecond) {}

    /** Where the keys come from; {@code unknown} as of {@link JwksSource}. */
    @FunctionalInterface
    private interface Keys {
        List<JsonWebKey> keys(boolean unknown) throws IOException, UnresolvableKeyException;
    }

    TokenVerifier(URI issuer, String audience, String scope, JwksSource source, Clock clock) {
        this.issuer = issuer;
        this.audience = audience;
        this.scope = scope;
        this.source = source;
        this.clock = clock;
    }

    /** With the keys that are there; empty when a token has to wait for others, see {@link #verify(String)}. */
    Optional<Verified> verifyAtOnce(String token) {
        AtomicBoolean waits = new AtomicBoolean();
        Verified verified = verify(token, unknown -> {
            Optional<List<JsonWebKey>> keys = source.keysAtOnce(unknown);
            waits.set(keys.isEmpty());
            return keys.orElseThrow(() -> new UnresolvableKeyException("a fetch of keys comes first"));
        });
        return waits.get() ? Optional.empty() : Optional.of(verified);
    }

    /** Slow, since keys may have to be fetched; for one thread. */
    Verified verify(String token) {
        return verify(token, source::keys);
    }

    private Verified verify(String token, Keys keys) {
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setRequireExpirationTime()
                    .setRequireSubject()
                    .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                    .setExpectedIssuer(issuer.toString())
                    .setExpectedAudience(audience)
                    .setJwsAlgorithmConstraints(PERMIT, ALGORITHMS)
                    .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                    .setVerificationKeyResolver((signature, nesting) -> key(keys, signature, nesting))
                    .build()
                    .processToClaims(token);
            long until = claims.getExpirationTime().getValue();
            return scopes(claims).contains(scope)
                    ? new Verified(new Verdict.Admitted(claims.getSubject()), until)
                    : new Verified(Verdict.lacksScope(scope), until);
        } catch (InvalidJwtException | MalformedClaimException | RuntimeException refused) {
            return new Verified(Verdict.BAD_TOKEN, 0);
        }
    }

    private static Key key(Keys keys, JsonWebSignature signature, List<JsonWebStructure> nesting)
            throws UnresolvableKeyException {
        try {
            try {
                return resolver(keys.keys(false)).resolveKey(signature, nesting);
            } catch (UnresolvableKeyException unknown) {
                return resolver(keys.keys(true)).resolveKey(signature, nesting);
            }
        } catch (IOException away) {
            LOG.warnf("tokens cannot be verified: %s", away.getMessage());
            throw new UnresolvableKeyException(away.getMessage(), away);
        }
    }

    private static VerificationKeyResolver resolver(List<JsonWebKey> keys) {
        return new JwksVerificationKeyResolver(keys);
    }

    /**
     * {@code scope} or {@code scp}, either a list or one text with spaces, depending on the issuer, and {@code roles}, in
     * which Entra ID names what a service may do that acts for no user.
     */
    private static Set<String> scopes(JwtClaims claims) {
        return Stream.of("scope", "scp", "roles")
                .map(claims::getClaimValue)
                .flatMap(TokenVerifier::words)
                .collect(Collectors.toSet());
    }

    private static Stream<String> words(Object claim) {
        return switch (claim) {
            case String text -> Stream.of(text.split(" "));
            case Collection<?> list ->
                list.stream().filter(String.class::isInstance).map(String.class::cast);
            case null, default -> Stream.empty();
        };
    }
}
