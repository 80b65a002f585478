package dev.plumbline.scorer.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
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

    boolean isReading() {
        return reading;
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
    void writeLast(Answer answer, Runnable written) {
        last(Wire.render(encoder.alloc(), answer, Wire.Keep.CLOSED), written);
    }

    /** When all is written that somebody else wrote. */
    void afterAll(Runnable written) {
        last(Unpooled.EMPTY_BUFFER, written);
    }

    private void last(ByteBuf bytes, Runnable written) {
        encoder.writeAndFlush(bytes).addListener(done -> {
            if (done.isSuccess()) {
                written.run();
            } else {
                encoder.close();
            }
        });
    }

    /** Bytes that the kernel has not taken yet, because the client reads slowly. */
    long unwritten() {
        ChannelOutboundBuffer buffer = encoder.channel().unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes() - buffer.currentProgress();
    }

    /** Closes this side; the client closes the other one when it has read, or the sweep of the connections does. */
    void finish() {
        if (encoder.channel() instanceof DuplexChannel channel) {
            channel.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        } else {
            encoder.close();
        }
    }
}
