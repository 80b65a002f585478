package dev.plumbline.scorer.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseStatus;

/** Bytes of an answer. One buffer, one write: header lines are copied from where they were rendered once. */
final class Wire {

    /** What the answer says about the connection. HTTP/1.1 keeps it without a word, HTTP/1.0 does not. */
    enum Keep {
        SILENT(""),
        KEPT("connection: keep-alive\r\n"),
        CLOSED("connection: close\r\n");

        private final byte[] line;

        Keep(String line) {
            this.line = Answer.ascii(line);
        }
    }

    static final byte[] CONTINUE = Answer.ascii("HTTP/1.1 100 Continue\r\n\r\n");

    private static final byte[] LENGTH = Answer.ascii("content-length: ");
    private static final byte[] END = {'\r', '\n', '\r', '\n'};
    private static final byte[][] STATUS_LINES = new byte[600][];

    static {
        for (int status = 200; status < STATUS_LINES.length; status++) {
            String reason = HttpResponseStatus.valueOf(status).reasonPhrase();
            STATUS_LINES[status] = Answer.ascii("HTTP/1.1 " + status + " " + reason + "\r\n");
        }
    }

    private Wire() {}

    static ByteBuf render(ByteBufAllocator allocator, Answer answer, Keep keep) {
        byte[] status = STATUS_LINES[answer.status()];
        byte[] lines = answer.lines();
        byte[] body = answer.body();
        // 14: up to ten digits of a length, and the empty line.
        int size = status.length + lines.length + keep.line.length + LENGTH.length + 14 + body.length;
        ByteBuf buffer = allocator.directBuffer(size);
        buffer.writeBytes(status);
        buffer.writeBytes(lines);
        buffer.writeBytes(keep.line);
        buffer.writeBytes(LENGTH);
        decimal(buffer, body.length);
        buffer.writeBytes(END);
        if (!answer.headOnly()) {
            buffer.writeBytes(body);
        }
        return buffer;
    }

    private static void decimal(ByteBuf buffer, int number) {
        int unit = 1;
        while (number / unit >= 10) {
            unit *= 10;
        }
        for (; unit > 0; unit /= 10) {
            buffer.writeByte('0' + number / unit % 10);
        }
    }
}
