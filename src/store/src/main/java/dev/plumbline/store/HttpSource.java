package dev.plumbline.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** {@code https://} and {@code http://}, with a time budget for the whole download and every redirect checked anew. */
public final class HttpSource implements Source {

    private static final int MAX_REDIRECTS = 3;
    private static final int TRIES = 3;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final AddressPolicy policy;
    private final Duration budget;
    private final ScheduledExecutorService timer;

    public HttpSource(AddressPolicy policy, Duration budget, ScheduledExecutorService timer) {
        this.policy = policy;
        this.budget = budget;
        this.timer = timer;
    }

    @Override
    public InputStream open(URI uri) throws IOException, FetchException {
        long deadline = System.nanoTime() + budget.toNanos();
        for (int attempt = 1; ; attempt++) {
            try {
                return follow(uri, deadline);
            } catch (IOException failed) {
                if (attempt == TRIES || remaining(deadline).toSeconds() < 5) {
                    throw new FetchException("%s did not answer".formatted(AddressPolicy.shown(uri)));
                }
                pause(attempt);
            }
        }
    }

    private InputStream follow(URI first, long deadline) throws IOException, FetchException {
        URI uri = first;
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            policy.check(uri);
            HttpResponse<InputStream> response = send(uri, deadline);
            int status = response.statusCode();
            if (status == 200) {
                return bounded(response.body(), deadline);
            }
            response.body().close();
            if (status >= 500) {
                throw new IOException("status " + status);
            }
            String location = response.headers().firstValue("location").orElse("");
            if (status < 300 || status >= 400 || location.isEmpty()) {
                throw new FetchException("%s answered with status %d".formatted(AddressPolicy.shown(uri), status));
            }
            URI next = resolve(uri, location);
            if (uri.getScheme().equals("https") && !"https".equals(next.getScheme())) {
                throw new FetchException(
                        "%s redirects from https to a weaker scheme".formatted(AddressPolicy.shown(uri)));
            }
            uri = next;
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

    private HttpResponse<InputStream> send(URI uri, long deadline) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .timeout(remaining(deadline))
                    .GET()
                    .build();
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (InterruptedException overtaken) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", overtaken);
        }
    }

    /** The client's timeout ends with the headers; a body that drips is cut off by closing it. */
    private InputStream bounded(InputStream body, long deadline) {
        ScheduledFuture<?> cut =
                timer.schedule(() -> close(body), remaining(deadline).toNanos(), TimeUnit.NANOSECONDS);
        return new FilterInputStream(body) {
            @Override
            public void close() throws IOException {
                cut.cancel(false);
                super.close();
            }
        };
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException alreadyBroken) {
            // The reader sees the end of the stream or an error of its own.
        }
    }

    private static Duration remaining(long deadline) {
        return Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
    }

    private static void pause(int attempt) throws IOException {
        try {
            Thread.sleep(Duration.ofSeconds(attempt));
        } catch (InterruptedException overtaken) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", overtaken);
        }
    }
}
