package dev.plumbline.store;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One GET.
 *
 * @param grant how far the first address may reach; a redirect is granted what the platform lists for its own address
 * @param wholeOrigin whether a redirect within scheme, host and port of the first address keeps its grant
 * @param accept media types that are asked for; empty for any
 * @param authorization for the origin of the first address alone: no redirect carries it elsewhere
 */
record Ask(URI uri, Grant grant, boolean wholeOrigin, String accept, Optional<String> authorization) {

    /** What a header may hold: a token that came over the wire must not begin a header of its own. */
    private static final Pattern PLAIN = Pattern.compile("[ -~]{1,16384}");

    static Ask of(URI uri, Grant grant) {
        return new Ask(uri, grant, false, "", Optional.empty());
    }

    Ask accepting(String mediaTypes) {
        return new Ask(uri, grant, wholeOrigin, mediaTypes, authorization);
    }

    Ask with(Optional<String> credentials) throws FetchException {
        if (credentials.filter(text -> !PLAIN.matcher(text).matches()).isPresent()) {
            throw new FetchException("the credentials of the store hold characters that no header may");
        }
        return new Ask(uri, grant, wholeOrigin, accept, credentials);
    }

    Ask withinOrigin() {
        return new Ask(uri, grant, true, accept, authorization);
    }

    /** The same question at the place that an answer points to. */
    Ask redirected(URI next, AddressPolicy policy) {
        boolean same = sameOrigin(uri, next);
        Grant own = policy.grant(next);
        return new Ask(
                next, wholeOrigin && same ? grant : own, wholeOrigin, accept, same ? authorization : Optional.empty());
    }

    Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Accept", accept.isEmpty() ? "*/*" : accept);
        authorization.ifPresent(credentials -> headers.put("Authorization", credentials));
        return headers;
    }

    static boolean sameOrigin(URI one, URI other) {
        return one.getHost() != null && origin(one).equals(origin(other));
    }

    private static String origin(URI uri) {
        return "%s://%s:%d"
                .formatted(uri.getScheme(), uri.getHost(), Wire.port(uri))
                .toLowerCase(Locale.ROOT);
    }
}
