package dev.plumbline.scorer.http;

/** The answers that need no model. */
final class Refusals {

    static final Answer NO_MODEL = Answer.error(503, "no model is active yet").with("retry-after", "5");
    /** The shortest that the header can say: Redis is probed four times a second. */
    static final String CACHE_BACK_SECONDS = "1";

    static final Answer UNKNOWN = Answer.error(404, "no such model or version is active here");
    static final Answer ONLY_POST = Answer.error(405, "only POST scores").with("allow", "POST");
    static final Answer NO_ROOM =
            Answer.error(429, "the bodies of other requests take all the room").with("retry-after", "1");
    static final Answer HEAD_LATE = Answer.error(408, "the headers did not arrive in time");
    static final Answer BODY_LATE = Answer.error(408, "the body did not arrive in time");
    static final Answer LINE_TOO_LONG = Answer.error(414, "the request line is too long");
    static final Answer HEAD_TOO_LONG = Answer.error(431, "the headers are too long");
    static final Answer MALFORMED = Answer.error(400, "the request is not valid HTTP");
    static final Answer FAILED = Answer.error(500, "internal error");

    private Refusals() {}

    static Answer busy(int seconds) {
        return Answer.error(429, "too many requests are waiting").with("retry-after", Integer.toString(seconds));
    }

    static Answer tooOften(int seconds) {
        return Answer.error(429, "this client asks too often").with("retry-after", Integer.toString(seconds));
    }

    static Answer tooLarge(int limit) {
        return Answer.error(413, "the body is larger than %d bytes".formatted(limit));
    }
}
