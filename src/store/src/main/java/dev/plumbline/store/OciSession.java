package dev.plumbline.store;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * The requests for one artifact: all within one budget of time, and with the login that the registry asks for. A registry
 * says where tokens come from; that place is judged like every other address, and the login goes there only over TLS or
 * where the platform lists it.
 */
final class OciSession {

    private static final int MAX_TOKEN = 64 << 10;

    private final HttpSource http;
    private final AddressPolicy policy;
    private final OciReference reference;
    private final URI base;
    private final Grant grant;
    private final Optional<String> login;
    private final Deadline deadline;
    private Optional<String> authorization = Optional.empty();

    /**
     * @param base address of the repository in the API of the registry, with a slash at its end
     * @param grant what the platform lists of the artifact
     * @param login as a header of Basic authentication; absent: anonymous
     */
    OciSession(
            HttpSource http,
            AddressPolicy policy,
            OciReference reference,
            URI base,
            Grant grant,
            Optional<String> login) {
        this.http = http;
        this.policy = policy;
        this.reference = reference;
        this.base = base;
        this.grant = grant;
        this.login = login;
        this.deadline = http.deadline();
    }

    Reply get(String path, String accept) throws IOException, FetchException {
        Ask ask = Ask.of(base.resolve(path), grant).withinOrigin().accepting(accept);
        Reply reply = http.ask(ask.with(authorization), deadline);
        if (reply.status() == 401 && authorization.isEmpty()) {
            reply.body().close();
            authorization = Optional.of(logIn(OciChallenge.of(reply, reference)));
            reply = http.ask(ask.with(authorization), deadline);
        }
        if (reply.status() == 401) {
            throw HttpSource.refused(ask.uri(), reply);
        }
        return reply;
    }

    private String logIn(OciChallenge challenge) throws IOException, FetchException {
        if (challenge.realm().isEmpty()) {
            return login.filter(known -> HttpSource.maySend(base, grant))
                    .orElseThrow(() -> new FetchException(
                            "%s wants a login, and there is none for it".formatted(reference.registry())));
        }
        URI realm = challenge.realm().get();
        if (base.getScheme().equals("https") && !"https".equals(realm.getScheme())) {
            throw new FetchException("%s hands out tokens without TLS".formatted(reference.registry()));
        }
        boolean same = Ask.sameOrigin(base, realm);
        Grant there = same ? grant : policy.grant(realm);
        Ask ask = Ask.of(realm, there).with(login.filter(known -> HttpSource.maySend(realm, there)));
        Reply reply = http.ask(ask, deadline);
        if (reply.status() == 401) {
            throw HttpSource.refused(realm, reply);
        }
        return reply.content(MAX_TOKEN)
                .flatMap(Json::read)
                .map(json -> json.path("token").asText(json.path("access_token").asText("")))
                .filter(token -> !token.isEmpty())
                .map("Bearer "::concat)
                .orElseThrow(() -> new FetchException("%s gave no token".formatted(AddressPolicy.shown(realm))));
    }
}
