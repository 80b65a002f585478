package dev.plumbline.mojo.gate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** Bytes of a file, at any place. */
record ZipBytes(FileChannel channel, long size) {

    static ZipBytes of(FileChannel channel) throws IOException {
        return new ZipBytes(channel, channel.size());
    }

    /** Exactly so many bytes; a refusal when the file has none there. */
    ByteBuffer at(long position, int length) throws IOException, Malformed {
        if (position < 0 || length < 0 || position > size - length) {
            throw ZipTail.damaged();
        }
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        return buffer.flip();
    }
}
