package dev.plumbline.scorer.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;

/** Writes finished bytes to a connection, past the encoder of HTTP, which has nothing to add to them. */
final class Outlet {

    private final ChannelHandlerContext encoder;
    private boolean reading;
    private boolean unflushed;

    Outlet(ChannelHandlerContext encoder) {
        this.encoder = encoder;
    }

    /** Bytes are being read: answers are collected, so that what was sent ahead is answered in one go. */
    void reading() {
        reading = true;
    }

    void readComplete() {
        reading = false;
        if (unflushed) {
            unflushed = false;
            encoder.flush();
        }
    }

    void write(Answer answer, Wire.Keep keep) {
        encoder.write(Wire.render(encoder.alloc(), answer, keep), encoder.voidPromise());
        if (reading) {
            unflushed = true;
        } else {
            encoder.flush();
        }
    }

    /** Tells the client to send the body that it announced. */
    void invite() {
        encoder.writeAndFlush(encoder.alloc().directBuffer(Wire.CONTINUE.length).writeBytes(Wire.CONTINUE));
    }

    /** The last answer of the connection. */
    void writeLast(Answer answer) {
        encoder.writeAndFlush(Wire.render(encoder.alloc(), answer, Wire.Keep.CLOSED))
                .addListener(written -> {
                    if (written.isSuccess()) {
                        finish();
                    } else {
                        encoder.close();
                    }
                });
    }

    /** Closes this side; the client closes the other one when it has read, or the sweep of the connections does. */
    void finish() {
        encoder.flush();
        if (encoder.channel() instanceof DuplexChannel channel) {
            channel.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        } else {
            encoder.close();
        }
    }
}
