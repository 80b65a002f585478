package dev.plumbline.scorer.cache;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.ProtocolVersion;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One connection to Redis, on which commands follow each other without waiting. The client library knows no deadlines and
 * keeps a silent connection for ever, so the connection is replaced as a whole whenever something is wrong with it: that
 * also lets go of late answers, which could otherwise be taken for those of later commands.
 */
final class RedisLink implements AutoCloseable {

    /** Commands on their way; more would only wait behind each other, longer than their deadline. */
    private static final int MAX_OUTSTANDING = 256;

    private static final int CONNECT_MILLIS = 1000;

    private final Vertx vertx;
    private final RedisAddress address;
    private volatile Line line;
    private boolean closed;
    private volatile String lastFailure = "";

    RedisLink(Vertx vertx, RedisAddress address) {
        this.vertx = vertx;
        this.address = address;
    }

    /** A client with its one connection, once there is one. */
    private static final class Line {
        final Redis client;
        final long since = System.nanoTime();
        final AtomicInteger outstanding = new AtomicInteger();
        volatile RedisConnection connection;
        volatile boolean broken;

        Line(Redis client) {
            this.client = client;
        }

        boolean isUsable() {
            return connection != null && !broken;
        }

        boolean isHopeless() {
            boolean late = System.nanoTime() - since > TimeUnit.MILLISECONDS.toNanos(CONNECT_MILLIS);
            return broken || connection == null && late;
        }
    }

    boolean isUp() {
        Line now = line;
        return now != null && now.isUsable();
    }

    /** Sends the command at once or fails at once; the answer may be late or never come. */
    CompletableFuture<Response> send(Request request) {
        Line now = line;
        if (now == null || !now.isUsable()) {
            return CompletableFuture.failedFuture(new NotSent("not connected"));
        }
        if (now.outstanding.incrementAndGet() > MAX_OUTSTANDING) {
            now.outstanding.decrementAndGet();
            return CompletableFuture.failedFuture(new NotSent("too many commands under way"));
        }
        CompletableFuture<Response> answer = new CompletableFuture<>();
        now.connection.send(request).onComplete(done -> {
            now.outstanding.decrementAndGet();
            if (done.succeeded()) {
                answer.complete(done.result());
            } else {
                answer.completeExceptionally(done.cause());
            }
        });
        return answer;
    }

    /** Makes a connection where there is none, or none that is any good. To be called now and then. */
    synchronized void upkeep() {
        if (!closed && (line == null || line.isHopeless())) {
            drop();
            connect();
        }
    }

    /** Lets go of the connection and of everything that is under way on it. */
    synchronized void drop() {
        if (line != null) {
            line.broken = true;
            line.client.close();
            line = null;
        }
    }

    private void connect() {
        RedisOptions options = new RedisOptions()
                .setConnectionString(address.uri())
                .setMaxPoolSize(1)
                .setMaxPoolWaiting(1)
                .setPoolRecycleTimeout(-1)
                .setPoolCleanerInterval(-1)
                .setMaxWaitingHandlers(2 * MAX_OUTSTANDING)
                // Answers of version 2 are fewer kinds of things to be surprised by.
                .setPreferredProtocolVersion(ProtocolVersion.RESP2)
                .setNetClientOptions(new NetClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setTcpNoDelay(true)
                        .setTcpKeepAlive(true));
        address.password().ifPresent(options::setPassword);
        Line fresh = new Line(Redis.createClient(vertx, options));
        line = fresh;
        fresh.client.connect().onComplete(done -> {
            if (done.succeeded()) {
                done.result().exceptionHandler(failed -> fresh.broken = true).endHandler(ended -> fresh.broken = true);
                fresh.connection = done.result();
                lastFailure = "";
            } else {
                fresh.broken = true;
                lastFailure = String.valueOf(done.cause().getMessage());
            }
        });
    }

    /** Why the last attempt to connect failed; empty after one that did not. */
    String lastFailure() {
        return lastFailure;
    }

    @Override
    public synchronized void close() {
        closed = true;
        drop();
    }

    /** A command that never left. Its stack would tell nothing. */
    static final class NotSent extends Exception {
        private static final long serialVersionUID = 1L;

        NotSent(String message) {
            super(message, null, false, false);
        }
    }
}
