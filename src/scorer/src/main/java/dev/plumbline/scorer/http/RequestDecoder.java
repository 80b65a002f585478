package dev.plumbline.scorer.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.List;

/**
 * The decoder of Vert.x, but for a body with two lengths, of which the one before us may have believed the other. It also
 * tells what it holds.
 */
final class RequestDecoder extends VertxHttpRequestDecoder {

    private boolean headOpen;

    RequestDecoder(HttpServerOptions options) {
        super(options);
    }

    /** Between two requests: whether some bytes of the next one are here. */
    boolean hasPartOfHead() {
        return headOpen || actualReadableBytes() > 0;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf buffer, List<Object> out) throws Exception {
        super.decode(context, buffer, out);
        headOpen = headOpen && out.isEmpty();
    }

    /** The first line is complete; it and the headers after it are kept here, line by line. */
    @Override
    protected HttpMessage createMessage(String[] line) {
        headOpen = true;
        return super.createMessage(line);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both a length and chunks");
    }
}
