package dev.plumbline.scorer.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a path of the scoring API asks for.
 *
 * @param version empty takes whatever version is active
 */
record Target(Protocol protocol, String name, Optional<String> version) {

    /** The two forms of a request. */
    enum Protocol {
        ROWS("/v1/models/{name}:predict"),
        TENSORS("/v2/models/{name}/infer");

        private final String route;

        Protocol(String route) {
            this.route = route;
        }

        /** The path, whatever the model is called. */
        String route() {
            return route;
        }
    }

    private static final String ROWS = "/v1/models/";
    private static final String TENSORS = "/v2/models/";
    private static final String INFER = "/infer";

    /** Some clients escape the colon. */
    private static final String[] PREDICT = {":predict", "%3Apredict", "%3apredict"};

    /** Empty for every other path. */
    static Optional<Target> of(String uri) {
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        try {
            if (path.startsWith(ROWS)) {
                return rows(path.substring(ROWS.length()));
            }
            return path.startsWith(TENSORS) && path.endsWith(INFER) && path.length() > TENSORS.length() + INFER.length()
                    ? tensors(path.substring(TENSORS.length(), path.length() - INFER.length()))
                    : Optional.empty();
        } catch (IllegalArgumentException malformedEscape) {
            return Optional.empty();
        }
    }

    private static Optional<Target> rows(String rest) {
        for (String verb : PREDICT) {
            String name = rest.substring(0, Math.max(0, rest.length() - verb.length()));
            if (rest.endsWith(verb) && !name.isEmpty() && name.indexOf('/') < 0) {
                return Optional.of(new Target(Protocol.ROWS, decoded(name), Optional.empty()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Target> tensors(String rest) {
        String[] parts = rest.split("/", -1);
        if (parts.length == 1 && !parts[0].isEmpty()) {
            return Optional.of(new Target(Protocol.TENSORS, decoded(parts[0]), Optional.empty()));
        }
        return parts.length == 3 && parts[1].equals("versions") && !parts[0].isEmpty() && !parts[2].isEmpty()
                ? Optional.of(new Target(Protocol.TENSORS, decoded(parts[0]), Optional.of(decoded(parts[2]))))
                : Optional.empty();
    }

    private static String decoded(String part) {
        // In a path a plus is a plus.
        return part.indexOf('%') < 0 ? part : URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
