package dev.plumbline.scorer.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * One connection of the public port. It stands between the decoder of HTTP and the server of Quarkus, answers the scoring
 * paths itself, with nothing in between but the bytes, and passes every other request on. One request at a time: what a
 * client sends ahead is held back, up to a bound. Used on its event loop only.
 */
final class Edge extends ChannelDuplexHandler {

    /** A client that has read so much of its answers is given the time anew. */
    private static final int PROGRESS = 64 << 10;

    private final Doorway doorway;
    private final Connections connections;
    private final Exchange exchange;
    private final RequestHead head = new RequestHead();
    private final HeldParts held = new HeldParts();
    private ChannelHandlerContext context;
    private Outlet out;
    private RequestDecoder decoder;

    private int index;
    private Phase phase = Phase.NEW;
    private long since;
    private long unwritten;
    private boolean requestOpen;
    private boolean responseOpen;
    private boolean releasing;
    private String peer = "";

    Edge(Doorway doorway, Connections connections) {
        this.doorway = doorway;
        this.connections = connections;
        this.exchange = new Exchange(this, doorway);
        this.since = connections.now();
    }

    Phase phase() {
        return phase;
    }

    /** When the phase began. */
    long since() {
        return since;
    }

    /** Its place among the connections of the event loop. */
    int index() {
        return index;
    }

    void index(int place) {
        index = place;
    }

    void enter(Phase next) {
        phase = next;
        since = connections.now();
    }

    /** Whether the client reads its answers, if slowly; asked when its time is over. */
    boolean progresses() {
        if (!phase.writes() || out.unwritten() > unwritten - PROGRESS) {
            return false;
        }
        writes(phase);
        return true;
    }

    private void writes(Phase next) {
        enter(next);
        unwritten = out.unwritten();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        out = new Outlet(added.pipeline().context("httpEncoder"));
        decoder = added.pipeline().get(RequestDecoder.class);
        connections.add(this);
        if (doorway.open().incrementAndGet() > doorway.maxConnections()) {
            doorway.meters().evicted();
            if (!connections.evict()) {
                close();
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        connections.remove(this);
        doorway.open().decrementAndGet();
        drop(Phase.LINGERING);
        inactive.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        out.reading();
        if (!(message instanceof HttpObject part)) {
            from.fireChannelRead(message);
        } else if (phase.over()) {
            ReferenceCountUtil.release(message);
        } else if (busy() || !held.isEmpty()) {
            hold(part);
        } else {
            accept(part);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext from) {
        out.readComplete();
        if (phase.quiet() && decoder.hasPartOfHead()) {
            enter(Phase.HEAD);
        }
        from.fireChannelReadComplete();
    }

    private boolean busy() {
        return phase == Phase.SCORING
                || phase == Phase.CHECKING
                || phase == Phase.WRITING
                || phase == Phase.FORWARDED && !requestOpen;
    }

    private void hold(HttpObject part) {
        context.channel().config().setAutoRead(false);
        if (!held.add(part, context.alloc())) {
            doorway.meters().malformed();
            close();
        }
    }

    private void accept(HttpObject part) {
        if (part.decoderResult().isFailure()) {
            ReferenceCountUtil.release(part);
            doorway.meters().malformed();
            end(Malformed.answer(part.decoderResult().cause()));
        } else if (part instanceof HttpRequest request && !head.isValid(request)) {
            ReferenceCountUtil.release(part);
            doorway.meters().malformed();
            boolean silent = request.method().equals(HttpMethod.HEAD);
            end(silent ? Refusals.MALFORMED.withoutBody() : Refusals.MALFORMED);
        } else if (part instanceof HttpRequest request) {
            requestOpen = true;
            exchange.begin(request);
        } else if (part instanceof HttpContent content) {
            content(content);
        } else {
            context.fireChannelRead(part);
        }
    }

    private void content(HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        switch (phase) {
            case BODY -> exchange.content(content);
            case FORWARDED -> {
                requestOpen = !last;
                context.fireChannelRead(content);
                forwarded();
            }
            default -> ReferenceCountUtil.release(content);
        }
    }

    /** Goes on after something was waited for, unless the connection has ended meanwhile. From any thread. */
    void resume(Phase waited, Runnable next) {
        context.executor().execute(() -> {
            if (phase == waited) {
                next.run();
                release();
            }
        });
    }

    boolean isOf(SocketAddress client) {
        return !phase.over() && client.equals(context.channel().remoteAddress());
    }

    boolean open() {
        return context.channel().isActive();
    }

    Outlet out() {
        return out;
    }

    /** The request is over and the connection goes on. */
    void settle() {
        if (context.channel().isWritable()) {
            rest();
        } else {
            writes(Phase.WRITING);
        }
    }

    /** While bytes are read, the next head may well be complete in a moment. */
    private void rest() {
        enter(!out.isReading() && decoder.hasPartOfHead() ? Phase.HEAD : Phase.IDLE);
    }

    /** Takes up what was held back. */
    private void release() {
        if (releasing) {
            return;
        }
        releasing = true;
        while (!held.isEmpty() && !busy() && !phase.over()) {
            accept(held.poll());
        }
        releasing = false;
        if (held.isEmpty() && !context.channel().config().isAutoRead() && !phase.over()) {
            context.channel().config().setAutoRead(true);
        }
    }

    /** The last answer of this connection. */
    void end(Answer answer) {
        leave();
        out.writeLast(answer, this::linger);
        unwritten = out.unwritten();
    }

    private void leave() {
        drop(Phase.ENDING);
        context.channel().config().setAutoRead(true);
    }

    /** The last answer is with the kernel. */
    private void linger() {
        if (phase == Phase.ENDING) {
            enter(Phase.LINGERING);
        }
        out.finish();
    }

    private void drop(Phase next) {
        enter(next);
        exchange.clear();
        held.clear();
    }

    /** The client took too long for what it was doing. */
    void expire() {
        if (phase != Phase.LINGERING) {
            doorway.meters().expired(phase);
        }
        switch (phase) {
            case HEAD -> end(Refusals.HEAD_LATE);
            case BODY -> exchange.late();
            default -> close();
        }
    }

    void close() {
        enter(Phase.LINGERING); // at once, so that nobody picks it a second time to be closed
        context.close();
    }

    /** Passes a request on to the REST resources. */
    void forward(HttpRequest request) {
        enter(Phase.FORWARDED);
        responseOpen = true;
        context.fireChannelRead(request);
    }

    /** What the REST resources answer passes here on its way out. */
    @Override
    public void write(ChannelHandlerContext from, Object message, ChannelPromise promise) {
        boolean interim = false;
        if (message instanceof HttpResponse response) {
            interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            if (doorway.draining().sendsAway()) {
                response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
        }
        boolean last = message instanceof LastHttpContent && phase == Phase.FORWARDED && !interim;
        from.write(message, promise);
        if (last) {
            responseOpen = false;
            from.executor().execute(this::forwarded);
        }
    }

    private void forwarded() {
        if (phase != Phase.FORWARDED || responseOpen) {
            return;
        }
        if (requestOpen || exchange.last() || doorway.draining().sendsAway()) {
            leave(); // answered before the body was read, or for the last time
            out.afterAll(this::linger);
            unwritten = out.unwritten();
        } else {
            settle();
            release();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext from) {
        if (phase == Phase.WRITING && from.channel().isWritable()) {
            rest();
            release();
        }
        from.fireChannelWritabilityChanged();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
        close(); // the client went away, or the machine is out of something; there is nobody to tell
    }

    /** The address of the client, for those who are not known by a token. */
    String peer() {
        if (peer.isEmpty() && context.channel().remoteAddress() instanceof InetSocketAddress address) {
            peer = address.getAddress().getHostAddress();
        }
        return peer;
    }
}
