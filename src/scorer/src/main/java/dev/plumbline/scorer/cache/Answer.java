package dev.plumbline.scorer.cache;

import io.vertx.redis.client.Response;

/** How one command that reads came out. */
sealed interface Answer {

    record Value(Response response) implements Answer {}

    /** There is no such key. */
    enum Nothing implements Answer {
        NOTHING
    }

    /** The key holds something that is not a string. */
    enum Misfit implements Answer {
        MISFIT
    }

    /** The user of this program may not ask so. */
    enum Forbidden implements Answer {
        FORBIDDEN
    }

    /** No answer, or one that says that Redis is not well. */
    enum Failed implements Answer {
        FAILED
    }
}
