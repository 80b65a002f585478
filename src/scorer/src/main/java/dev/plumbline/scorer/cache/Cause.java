package dev.plumbline.scorer.cache;

import io.vertx.redis.client.impl.types.ErrorType;

/** Why a command came to nothing; a label of the metrics. */
enum Cause {
    /** No answer in time. */
    TIMEOUT,
    /** No connection, or it broke. */
    DISCONNECTED,
    /** More commands under way than are useful. */
    CROWDED,
    /** Redis is reading its data. */
    LOADING,
    /** A follower that takes no writes. */
    READONLY,
    /** Redis is full and evicts nothing. */
    OOM,
    /** Wrong password, or a command or key that the user may not use. */
    DENIED,
    /** Any other error, or an answer that is none. */
    OTHER;

    static Cause of(Throwable failed) {
        return switch (failed) {
            case RedisLink.NotSent notSent -> notSent.getMessage().startsWith("not") ? DISCONNECTED : CROWDED;
            case ErrorType error -> ofReply(String.valueOf(error.getMessage()));
            case null, default -> DISCONNECTED;
        };
    }

    private static Cause ofReply(String text) {
        int space = text.indexOf(' ');
        return switch (space < 0 ? text : text.substring(0, space)) {
            case "LOADING", "BUSY", "MASTERDOWN", "CLUSTERDOWN" -> LOADING;
            case "READONLY" -> READONLY;
            case "OOM" -> OOM;
            case "NOPERM", "NOAUTH", "WRONGPASS" -> DENIED;
            case "CONNECTION_CLOSED" -> DISCONNECTED;
            default -> OTHER;
        };
    }
}
