package dev.plumbline.scorer.cache;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.stream.StreamSupport;

/** What somebody else does in the same Redis. */
final class Commands implements AutoCloseable {

    private final Redis redis;

    Commands(Vertx vertx, int port) {
        redis = Redis.createClient(vertx, "redis://127.0.0.1:" + port);
    }

    private Response send(Request request) {
        return redis.send(request).toCompletionStage().toCompletableFuture().join();
    }

    List<String> keys() {
        return StreamSupport.stream(send(Request.cmd(Command.KEYS).arg("*")).spliterator(), false)
                .map(Response::toString)
                .sorted()
                .toList();
    }

    byte[] get(String key) {
        return send(Request.cmd(Command.GET).arg(key)).toBytes();
    }

    void set(String key, byte[] value) {
        send(Request.cmd(Command.SET).arg(key).arg(value));
    }

    void replaceByList(String key) {
        send(Request.cmd(Command.DEL).arg(key));
        send(Request.cmd(Command.LPUSH).arg(key).arg("element"));
    }

    long millisLeft(String key) {
        return send(Request.cmd(Command.PTTL).arg(key)).toLong();
    }

    /** How often a command came to this Redis. */
    long calls(String command) {
        return send(Request.cmd(Command.INFO).arg("commandstats"))
                .toString()
                .lines()
                .filter(line -> line.startsWith("cmdstat_" + command + ":"))
                .map(line -> line.replaceAll("[^:]*:calls=([0-9]+).*", "$1"))
                .mapToLong(Long::parseLong)
                .sum();
    }

    @Override
    public void close() {
        redis.close();
    }
}
