package dev.plumbline.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a registry answers to a request without a token.
 *
 * @param realm where a token for reading this repository comes from; absent: the login itself is what it wants
 */
record OciChallenge(Optional<URI> realm) {

    private static final Pattern BEARER = Pattern.compile("(?i)(?:^|,)\\s*Bearer\\s+");

    static OciChallenge of(Reply reply, OciReference reference) throws FetchException {
        String header = reply.header("www-authenticate").orElse("");
        Matcher bearer = BEARER.matcher(header);
        if (!bearer.find()) {
            return new OciChallenge(Optional.empty());
        }
        String parameters = header.substring(bearer.end());
        String realm = parameter(parameters, "realm").orElse("");
        String service = parameter(parameters, "service").orElse("");
        // The scope is ours to say: reading this one repository, whatever the registry proposes.
        String query = "service=%s&scope=%s"
                .formatted(encoded(service), encoded("repository:%s:pull".formatted(reference.repository())));
        try {
            URI uri = new URI(realm + (realm.contains("?") ? "&" : "?") + query);
            if (uri.getHost() != null && uri.getRawFragment() == null) {
                return new OciChallenge(Optional.of(uri));
            }
        } catch (URISyntaxException malformed) {
            throw noRealm(reference);
        }
        throw noRealm(reference);
    }

    private static FetchException noRealm(OciReference reference) {
        return new FetchException("%s does not say where tokens come from".formatted(reference.registry()));
    }

    private static Optional<String> parameter(String parameters, String name) {
        Matcher found =
                Pattern.compile("(?i)\\b" + name + "=\"([^\"]{0,2048})\"").matcher(parameters);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
