package dev.plumbline.scorer.cache;

import io.vertx.core.Context;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Entries in Redis. Every answer has a deadline, and every failure is an absent entry. */
final class RemoteCache implements AutoCloseable {

    /** A key that the user of this program may read and that no template makes: versions have no such character. */
    private static final byte[] PROBE = (KeyTemplate.PREFIX + "\0probe").getBytes(StandardCharsets.UTF_8);

    private final RedisLink link;
    private final Breaker breaker;
    private final CacheMeters meters;
    private final long deadlineNanos;
    private final Clock clock;
    private final Samples roundTrips = new Samples();
    /** Writes fail by themselves where Redis is full or a follower; reads go on then. */
    private final WriteRest writeRest = new WriteRest();
    /** False with a Redis whose user was made before it might ask for many keys in one command. */
    private volatile boolean manyAllowed = true;

    RemoteCache(RedisLink link, Breaker breaker, CacheMeters meters, long deadlineNanos, Clock clock) {
        this.link = link;
        this.breaker = breaker;
        this.meters = meters;
        this.deadlineNanos = deadlineNanos;
        this.clock = clock;
    }

    boolean isUsable() {
        return !breaker.isOpen();
    }

    /** Whether one command may ask for many keys. */
    boolean answersMany() {
        return manyAllowed;
    }

    /** Why the last attempt to connect failed; empty without one. */
    String lastFailure() {
        return link.lastFailure();
    }

    long breakerOpenings() {
        return breaker.openings();
    }

    /** What a round trip takes, as a waiting thread sees it; empty while that is not known. */
    OptionalLong roundTripNanos() {
        return roundTrips.median();
    }

    /** Asks for an entry, for at most the deadline. */
    Lookup get(Seal seal, Key key, byte[] redisKey, int columns) {
        // A thread that carries connections may also carry the one to Redis, and would wait for itself.
        if (breaker.isOpen() || Context.isOnEventLoopThread()) {
            return Lookup.Unavailable.UNAVAILABLE;
        }
        long start = System.nanoTime();
        Answer answer = ask(Request.cmd(Command.GET).arg(redisKey));
        if (answer == Answer.Failed.FAILED || answer == Answer.Forbidden.FORBIDDEN) {
            failed();
            return Lookup.Unavailable.UNAVAILABLE;
        }
        long took = System.nanoTime() - start;
        breaker.succeeded();
        roundTrips.add(took);
        meters.roundTrip(took);
        return switch (answer) {
            case Answer.Value(Response value)
            when value.type() == ResponseType.BULK ->
                believe(StoredValue.read(seal, key, value.toBytes(), columns, clock.millis()));
            case Answer.Nothing none -> Lookup.Absent.ABSENT;
            default -> believe(StoredValue.Bad.SHAPE);
        };
    }

    /**
     * Asks for many entries by one command, for at most the deadline.
     *
     * @return one for each key in their order; empty when Redis was not asked or did not answer
     */
    List<Lookup> get(Seal seal, List<Key> keys, List<byte[]> redisKeys, int columns) {
        if (!manyAllowed || breaker.isOpen() || Context.isOnEventLoopThread()) {
            return List.of();
        }
        Request request = Request.cmd(Command.MGET);
        redisKeys.forEach(request::arg);
        Answer answer = ask(request);
        if (answer instanceof Answer.Value(Response values)
                && values.type() == ResponseType.MULTI
                && values.size() == keys.size()) {
            breaker.succeeded();
            List<Lookup> found = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) {
                found.add(one(seal, keys.get(i), values.get(i), columns));
            }
            return found;
        }
        if (answer == Answer.Forbidden.FORBIDDEN) {
            manyAllowed = false;
        } else {
            failed();
        }
        return List.of();
    }

    private Lookup one(Seal seal, Key key, Response value, int columns) {
        if (value == null) {
            return Lookup.Absent.ABSENT;
        }
        return believe(
                value.type() == ResponseType.BULK
                        ? StoredValue.read(seal, key, value.toBytes(), columns, clock.millis())
                        : StoredValue.Bad.SHAPE);
    }

    private void failed() {
        if (breaker.failed()) {
            link.drop();
        }
    }

    private Lookup believe(StoredValue.Read read) {
        return switch (read) {
            case StoredValue.Good(Entry entry) -> new Lookup.Found(entry);
            case StoredValue.Bad bad -> {
                meters.rejected(bad);
                yield Lookup.Absent.ABSENT;
            }
        };
    }

    private Answer ask(Request request) {
        try {
            Response response = link.send(request).get(deadlineNanos, TimeUnit.NANOSECONDS);
            return response == null ? Answer.Nothing.NOTHING : new Answer.Value(response);
        } catch (ExecutionException failed) {
            if (String.valueOf(failed.getCause().getMessage()).startsWith("WRONGTYPE")) {
                return Answer.Misfit.MISFIT;
            }
            Cause cause = Cause.of(failed.getCause());
            meters.readFailed(cause);
            if (cause == Cause.DENIED) {
                return Answer.Forbidden.FORBIDDEN;
            }
        } catch (TimeoutException late) {
            meters.readFailed(Cause.TIMEOUT);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            meters.readFailed(Cause.OTHER);
        }
        return Answer.Failed.FAILED;
    }

    /** Sends the entry on its way and does not wait. */
    void put(Seal seal, Key key, byte[] redisKey, Entry entry) {
        long life = entry.expiresAtMillis() - clock.millis();
        if (life < 1 || breaker.isOpen() || writeRest.isResting()) {
            meters.writeSkipped();
            return;
        }
        Request set = Request.cmd(Command.SET)
                .arg(redisKey)
                .arg(StoredValue.write(seal, key, entry))
                .arg("PX")
                .arg(life);
        link.send(set).whenComplete((ok, failed) -> {
            if (failed == null) {
                meters.written();
                writeRest.succeeded();
                return;
            }
            Cause cause = Cause.of(failed);
            meters.writeFailed(cause);
            if (writeRest.failed() && cause == Cause.READONLY) {
                // The Service may lead to another Pod by now.
                link.drop();
            }
        });
    }

    /** Keeps the connection, and asks for a key that is never there to learn whether Redis is well and how far. */
    void probe() {
        link.upkeep();
        if (!link.isUp()) {
            // Nothing to ask; while the breaker is closed, that is a failure like another.
            if (!breaker.isOpen()) {
                breaker.probed(false);
            }
            return;
        }
        if (!breaker.mayProbe()) {
            return;
        }
        long start = System.nanoTime();
        Answer answer = ask(Request.cmd(Command.GET).arg(PROBE));
        breaker.probed(answer == Answer.Nothing.NOTHING);
        if (answer == Answer.Nothing.NOTHING) {
            roundTrips.add(System.nanoTime() - start);
        } else {
            link.drop();
        }
    }

    @Override
    public void close() {
        link.close();
    }
}
