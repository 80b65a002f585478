package dev.plumbline.store;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * How an object store is reached.
 *
 * @param endpoint of any S3 API; empty for the one of Amazon in the region
 * @param accessKey empty for a bucket that anyone may read
 */
public record S3Settings(
        Optional<URI> endpoint,
        String region,
        Optional<String> accessKey,
        Optional<String> secretKey,
        Optional<String> sessionToken) {

    /** From the variables that S3 tools share, and {@code PLUMBLINE_S3_ENDPOINT}. */
    public static S3Settings of(Map<String, String> environment) {
        return new S3Settings(
                value(environment, "PLUMBLINE_S3_ENDPOINT").map(URI::create),
                value(environment, "AWS_REGION").orElse("us-east-1"),
                value(environment, "AWS_ACCESS_KEY_ID"),
                value(environment, "AWS_SECRET_ACCESS_KEY"),
                value(environment, "AWS_SESSION_TOKEN"));
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    @Override
    public String toString() {
        return "S3Settings[endpoint=%s, region=%s, credentials hidden]".formatted(endpoint, region);
    }
}
