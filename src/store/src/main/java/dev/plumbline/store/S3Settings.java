package dev.plumbline.store;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How an object store is reached.
 *
 * @param endpoint of any S3 API; empty for the one of Amazon in the region
 * @param accessKey empty for a bucket that anyone may read
 */
record S3Settings(
        Optional<String> endpoint,
        String region,
        Optional<String> accessKey,
        Optional<String> secretKey,
        Optional<String> sessionToken) {

    /** @param values by the names of the variables that S3 tools share, and {@code PLUMBLINE_S3_ENDPOINT} */
    static S3Settings of(UnaryOperator<String> values) {
        return new S3Settings(
                value(values, "PLUMBLINE_S3_ENDPOINT"),
                value(values, "AWS_REGION").orElse("us-east-1"),
                value(values, "AWS_ACCESS_KEY_ID"),
                value(values, "AWS_SECRET_ACCESS_KEY"),
                value(values, "AWS_SESSION_TOKEN"));
    }

    private static Optional<String> value(UnaryOperator<String> values, String name) {
        return Optional.ofNullable(values.apply(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    @Override
    public String toString() {
        return "S3Settings[endpoint=%s, region=%s, credentials hidden]".formatted(endpoint, region);
    }
}
