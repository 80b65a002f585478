package dev.plumbline.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocketFactory;

/**
 * {@code https://} and {@code http://}: resolved once, connected to the addresses that were checked, with a time budget
 * for the whole download, and every redirect checked as the first address was.
 */
public final class HttpSource implements Source {

    private static final int MAX_REDIRECTS = 3;
    private static final int TRIES = 3;

    private final AddressPolicy policy;
    private final Duration budget;
    private final StoreSecret secret;

    public HttpSource(AddressPolicy policy, Duration budget, StoreSecret secret) {
        this.policy = policy;
        this.budget = budget;
        this.secret = secret;
    }

    @Override
    public InputStream open(URI uri) throws IOException, FetchException {
        Grant grant = policy.grant(uri);
        Ask ask = Ask.of(uri, grant);
        return open(maySend(uri, grant) ? ask.with(secret.authorization()) : ask);
    }

    InputStream open(Ask ask) throws IOException, FetchException {
        Reply reply = ask(ask, deadline());
        if (reply.status() == 401) {
            throw refused(ask.uri(), reply);
        }
        return reply.body();
    }

    /** Of one download, of however many requests. */
    Deadline deadline() {
        return Deadline.in(budget);
    }

    /** Credentials travel in the open only where the platform lists the place. */
    static boolean maySend(URI uri, Grant grant) {
        return "https".equals(uri.getScheme()) || grant == Grant.PRIVATE;
    }

    static FetchException refused(URI uri, Reply reply) throws IOException {
        reply.body().close();
        return new FetchException("%s answered with status %d".formatted(AddressPolicy.shown(uri), reply.status()));
    }

    /** An answer of status 200, or of 401 for a caller that can log in; anything else is an exception. */
    Reply ask(Ask ask, Deadline deadline) throws IOException, FetchException {
        SSLSocketFactory tls = secret.tls();
        for (int attempt = 1; ; attempt++) {
            try {
                return follow(ask, tls, deadline);
            } catch (IOException failed) {
                if (failed instanceof SSLHandshakeException && failed.getCause() instanceof CertificateException) {
                    throw new FetchException(
                            "%s, or where it leads, shows a certificate that is not trusted for its name"
                                    .formatted(AddressPolicy.shown(ask.uri())));
                }
                if (attempt == TRIES || deadline.passed()) {
                    throw FetchException.unreachable("%s did not answer".formatted(AddressPolicy.shown(ask.uri())));
                }
                pause(attempt, deadline);
            }
        }
    }

    private Reply follow(Ask first, SSLSocketFactory tls, Deadline deadline) throws IOException, FetchException {
        Ask ask = first;
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            URI uri = ask.uri();
            List<InetAddress> addresses = policy.check(uri, ask.grant());
            Reply reply = Wire.get(ask, addresses, tls, deadline);
            if (reply.status() == 200 || reply.status() == 401) {
                return new Reply(reply.status(), reply.headers(), guarded(reply.body(), uri));
            }
            if (reply.status() >= 500 || reply.status() == 429) {
                reply.body().close();
                throw new IOException("status " + reply.status());
            }
            String location = reply.header("location").orElse("");
            if (reply.status() < 300 || reply.status() >= 400 || location.isEmpty()) {
                throw refused(uri, reply);
            }
            reply.body().close();
            URI next = resolve(uri, location);
            if (uri.getScheme().equals("https") && !"https".equals(next.getScheme())) {
                throw new FetchException(
                        "%s redirects from https to a weaker scheme".formatted(AddressPolicy.shown(uri)));
            }
            ask = ask.redirected(next, policy);
        }
        throw new FetchException(
                "%s redirects more than %d times".formatted(AddressPolicy.shown(first.uri()), MAX_REDIRECTS));
    }

    private static URI resolve(URI base, String location) throws FetchException {
        try {
            return base.resolve(location);
        } catch (IllegalArgumentException malformed) {
            throw new FetchException("%s redirects to no valid URI".formatted(AddressPolicy.shown(base)));
        }
    }

    /** An error while reading says where from, and nothing of what the peer sent. */
    private static InputStream guarded(InputStream body, URI uri) {
        return new FilterInputStream(body) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                try {
                    return super.read(into, offset, length);
                } catch (IOException failed) {
                    throw new IOException("%s stopped within the artifact".formatted(AddressPolicy.shown(uri)), failed);
                }
            }
        };
    }

    private static void pause(int attempt, Deadline deadline) throws IOException {
        try {
            Thread.sleep(deadline.wait(Duration.ofSeconds(attempt)));
        } catch (InterruptedException overtaken) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", overtaken);
        }
    }
}
