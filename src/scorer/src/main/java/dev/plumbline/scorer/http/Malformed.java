package dev.plumbline.scorer.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/** What is answered to bytes that are no request. */
final class Malformed {

    private Malformed() {}

    static Answer answer(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException line -> Refusals.LINE_TOO_LONG;
            case TooLongHttpHeaderException head -> Refusals.HEAD_TOO_LONG;
            default -> Refusals.MALFORMED;
        };
    }
}
