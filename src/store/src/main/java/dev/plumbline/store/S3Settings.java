package dev.plumbline.store;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

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

    static final String KEY = "AWS_ACCESS_KEY_ID";
    static final String REGION = "AWS_REGION";

    /** The secret half of the key, and what goes with one that is lent for a while. */
    static final List<String> OF_THE_KEY = List.of("AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");

    /** The first that is set counts; the latter two are those of Amazon's own tools. */
    static final List<String> ENDPOINTS = List.of("PLUMBLINE_S3_ENDPOINT", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL");

    /** All that is asked for. */
    static final List<String> NAMES = Stream.of(List.of(KEY, REGION), OF_THE_KEY, ENDPOINTS)
            .flatMap(List::stream)
            .toList();

    /** @param values by the names of the variables that S3 tools share, and {@code PLUMBLINE_S3_ENDPOINT} */
    static S3Settings of(UnaryOperator<String> values) {
        return new S3Settings(
                ENDPOINTS.stream().flatMap(name -> value(values, name).stream()).findFirst(),
                value(values, REGION).orElse("us-east-1"),
                value(values, KEY),
                value(values, OF_THE_KEY.getFirst()),
                value(values, OF_THE_KEY.getLast()));
    }

    private static Optional<String> value(UnaryOperator<String> values, String name) {
        return Optional.ofNullable(values.apply(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    @Override
    public String toString() {
        return "S3Settings[endpoint=%s, region=%s, credentials hidden]".formatted(endpoint, region);
    }
}
