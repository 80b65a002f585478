package dev.plumbline.scorer.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;

/**
 * Parts of requests that came while the connection was waiting for something. Pieces of one body are joined, so that a
 * request takes two places however small its chunks are. Of the bytes there is one reading of the socket at most.
 */
final class HeldParts {

    /** Some 30 requests sent ahead. */
    private static final int MOST = 64;

    /** A piece with room for the next one. */
    private static final class Joined extends DefaultHttpContent {
        Joined(ByteBuf sum) {
            super(sum);
        }
    }

    private final ArrayDeque<HttpObject> parts = new ArrayDeque<>();

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** @return false when more is held than is good */
    boolean add(HttpObject part, ByteBufAllocator allocator) {
        boolean goesOn = parts.peekLast() instanceof HttpContent && !(parts.peekLast() instanceof LastHttpContent);
        if (goesOn && part instanceof HttpContent piece && piece.decoderResult().isSuccess()) {
            parts.add(joined((HttpContent) parts.pollLast(), piece, allocator));
        } else {
            parts.add(part);
        }
        return parts.size() <= MOST;
    }

    private static HttpContent joined(HttpContent before, HttpContent piece, ByteBufAllocator allocator) {
        ByteBuf sum = before.content();
        if (!(before instanceof Joined)) {
            sum = allocator.buffer().writeBytes(before.content());
            ReferenceCountUtil.release(before);
        }
        sum.writeBytes(piece.content());
        HttpContent whole = new Joined(sum);
        if (piece instanceof LastHttpContent last) {
            DefaultLastHttpContent end = new DefaultLastHttpContent(sum, false);
            end.trailingHeaders().add(last.trailingHeaders());
            whole = end;
        }
        ReferenceCountUtil.release(piece);
        return whole;
    }

    HttpObject poll() {
        return parts.poll();
    }

    void clear() {
        parts.forEach(ReferenceCountUtil::release);
        parts.clear();
    }
}
