package dev.plumbline.scorer.http;

import dev.plumbline.scorer.security.Verdict;
import dev.plumbline.scorer.traces.Trace;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import java.util.Set;

/**
 * The request that a connection is at: who asks, for what, with which body, and the answer. Cheap checks come first, and
 * nothing of a body is kept for a caller who is turned away. There is one for each connection, used again and again.
 */
final class Exchange implements Pending {

    /** Asked by probes, which have no token. Nothing but these words: dots in a path would lead out of a folder. */
    private static final Set<String> OPEN_PATHS = Set.of("/v2/health/live", "/v2/health/ready");

    /** An unread rest of a body up to this size is read and dropped, so that the connection can be kept. */
    private static final int DROPPED = 64 << 10;

    private final Edge edge;
    private final Doorway doorway;
    private final Body body;
    private Optional<Target> target = Optional.empty();
    private Wire.Keep keep = Wire.Keep.SILENT;
    private boolean dropping;
    private Trace trace = Trace.NONE;

    Exchange(Edge edge, Doorway doorway) {
        this.edge = edge;
        this.doorway = doorway;
        this.body = new Body(doorway.maxBodyBytes(), doorway.bodies());
    }

    void begin(HttpRequest request) {
        dropping = false;
        boolean kept = HttpUtil.isKeepAlive(request) && !doorway.draining().sendsAway();
        boolean old = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        keep = !kept ? Wire.Keep.CLOSED : old ? Wire.Keep.KEPT : Wire.Keep.SILENT;
        target = doorway.scoring().targetOf(request.uri());
        if (target.isPresent()) {
            trace = doorway.traces().begin(target.get().protocol().route(), request.headers());
        }
        if (doorway.authenticator().open() || isOpen(request.uri())) {
            admitted(request, "");
            return;
        }
        String token = Optional.ofNullable(request.headers().get(HttpHeaderNames.AUTHORIZATION))
                .orElse("");
        Optional<Verdict> known = doorway.authenticator().known(token);
        if (known.isPresent()) {
            judge(request, known.get());
        } else {
            edge.enter(Phase.CHECKING);
            doorway.authenticator()
                    .findOut(token, verdict -> edge.resume(Phase.CHECKING, () -> judge(request, verdict)));
        }
    }

    private static boolean isOpen(String uri) {
        int query = uri.indexOf('?');
        return OPEN_PATHS.contains(query < 0 ? uri : uri.substring(0, query));
    }

    private void judge(HttpRequest request, Verdict verdict) {
        switch (verdict) {
            case Verdict.Admitted(String subject) -> admitted(request, subject);
            case Verdict.Refused(int status, String message, String challenge) -> {
                doorway.meters().unauthorized();
                refuse(request, Answer.error(status, message).with("www-authenticate", challenge));
            }
        }
    }

    private void admitted(HttpRequest request, String subject) {
        if (target.isEmpty()) {
            edge.forward(request);
            return;
        }
        if (!request.method().equals(HttpMethod.POST)) {
            refuse(request, Refusals.ONLY_POST);
            return;
        }
        if (doorway.limiter().isPresent()) {
            int wait = doorway.limiter().get().turnsAway(subject.isEmpty() ? edge.peer() : subject);
            if (wait > 0) {
                doorway.meters().limited();
                refuse(request, Refusals.tooOften(wait));
                return;
            }
        }
        if (HttpUtil.getContentLength(request, 0L) > doorway.maxBodyBytes()) {
            refuse(request, Refusals.tooLarge(doorway.maxBodyBytes()));
            return;
        }
        edge.enter(Phase.BODY);
        if (HttpUtil.is100ContinueExpected(request)) {
            edge.out().invite();
        }
    }

    /** Answers before the body has been read. A short body is dropped; for a long one the connection is given up. */
    private void refuse(HttpRequest request, Answer why) {
        Answer answer = request.method().equals(HttpMethod.HEAD) ? why.withoutBody() : why;
        Answer counted = target.isPresent() ? refused(answer) : answer;
        boolean none = !HttpUtil.isContentLengthSet(request) && !HttpUtil.isTransferEncodingChunked(request);
        boolean little = none || HttpUtil.getContentLength(request, Long.MAX_VALUE) <= DROPPED;
        if (little && !HttpUtil.is100ContinueExpected(request) && keep != Wire.Keep.CLOSED) {
            dropping = true;
            edge.enter(Phase.BODY);
            edge.out().write(counted, keep);
        } else {
            edge.end(counted);
        }
    }

    /** A part of the body, while the connection is in {@link Phase#BODY}. */
    void content(HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        Body.Added added = dropping ? Body.Added.WHOLE : body.add(content.content());
        ReferenceCountUtil.release(content);
        switch (added) {
            case TOO_LARGE -> edge.end(refused(Refusals.tooLarge(doorway.maxBodyBytes())));
            case NO_ROOM -> edge.end(refused(Refusals.NO_ROOM));
            case WHOLE -> {
                if (last && dropping) {
                    edge.settle();
                } else if (last) {
                    score();
                }
            }
        }
    }

    private void score() {
        edge.enter(Phase.SCORING);
        byte[] taken = body.take();
        boolean waits = false;
        Optional<Answer> answer;
        try {
            answer = doorway.scoring().answer(target.get(), taken, this);
            waits = answer.isEmpty();
        } finally {
            if (!waits) {
                body.done();
            }
        }
        if (waits) {
            trace.waits();
        } else {
            finish(answer.get());
        }
    }

    @Override
    public void done(Answer answer) {
        body.done();
        edge.resume(Phase.SCORING, () -> finish(answer));
    }

    @Override
    public boolean wanted() {
        boolean wanted = edge.open();
        if (!wanted) {
            body.done(); // not before: it waited in the queue whether its client was there or not
        }
        return wanted;
    }

    @Override
    public String traceId() {
        return trace.id();
    }

    /** An answer without a model is counted and told to the trace. */
    private Answer refused(Answer answer) {
        return traced(doorway.scoring().refused(System.nanoTime(), answer));
    }

    private Answer traced(Answer answer) {
        trace.end(answer.status(), answer.lines());
        trace = Trace.NONE;
        return answer;
    }

    private void finish(Answer answer) {
        traced(answer);
        if (keep == Wire.Keep.CLOSED || doorway.draining().sendsAway()) {
            edge.end(answer);
        } else {
            edge.out().write(answer, keep);
            edge.settle();
        }
    }

    /** The body did not come in time. */
    void late() {
        if (dropping) {
            edge.close();
        } else {
            edge.end(refused(Refusals.BODY_LATE));
        }
    }

    /** Whether the connection ends with this request. */
    boolean last() {
        return keep == Wire.Keep.CLOSED;
    }

    void clear() {
        trace.lost();
        trace = Trace.NONE;
        body.clear();
    }
}
