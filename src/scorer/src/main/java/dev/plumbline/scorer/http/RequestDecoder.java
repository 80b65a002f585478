package dev.plumbline.scorer.http;

import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;

/** The decoder of Vert.x, but for a body with two lengths, of which the one before us may have believed the other. */
final class RequestDecoder extends VertxHttpRequestDecoder {

    RequestDecoder(HttpServerOptions options) {
        super(options);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both a length and chunks");
    }
}
