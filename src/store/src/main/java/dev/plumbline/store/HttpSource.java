package dev.plumbline.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
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
    private final SSLSocketFactory tls;

    public HttpSource(AddressPolicy policy, Duration budget) {
        this(policy, budget, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    HttpSource(AddressPolicy policy, Duration budget, SSLSocketFactory tls) {
        this.policy = policy;
        this.budget = budget;
        this.tls = tls;
    }

    @Override
    public InputStream open(URI uri) throws IOException, FetchException {
        return open(uri, policy.listed(uri.toString()));
    }

    /** @param listed whether the platform lists where the first address comes from */
    InputStream open(URI uri, boolean listed) throws IOException, FetchException {
        Deadline deadline = Deadline.in(budget);
        for (int attempt = 1; ; attempt++) {
            try {
                return follow(uri, listed, deadline);
            } catch (IOException failed) {
                if (attempt == TRIES || deadline.passed()) {
                    throw FetchException.unreachable("%s did not answer".formatted(AddressPolicy.shown(uri)));
                }
                pause(attempt, deadline);
            }
        }
    }

    private InputStream follow(URI first, boolean firstListed, Deadline deadline) throws IOException, FetchException {
        URI uri = first;
        boolean listed = firstListed;
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            List<InetAddress> addresses = policy.check(uri, listed);
            Reply reply = Wire.get(uri, addresses, tls, deadline);
            if (reply.status() == 200) {
                return guarded(reply.body(), uri);
            }
            reply.body().close();
            if (reply.status() >= 500 || reply.status() == 429) {
                throw new IOException("status " + reply.status());
            }
            String location = reply.header("location").orElse("");
            if (reply.status() < 300 || reply.status() >= 400 || location.isEmpty()) {
                throw new FetchException(
                        "%s answered with status %d".formatted(AddressPolicy.shown(uri), reply.status()));
            }
            URI next = resolve(uri, location);
            if (uri.getScheme().equals("https") && !"https".equals(next.getScheme())) {
                throw new FetchException(
                        "%s redirects from https to a weaker scheme".formatted(AddressPolicy.shown(uri)));
            }
            uri = next;
            listed = policy.listed(uri.toString());
        }
        throw new FetchException(
                "%s redirects more than %d times".formatted(AddressPolicy.shown(first), MAX_REDIRECTS));
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
