package dev.plumbline.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One keep-alive connection of HTTP/1.1 that never blocks: a request goes out, and its answer is collected as it comes. */
final class Caller {

    private static final int LONGEST_ANSWER = 64 * 1024;

    private final InetSocketAddress server;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(LONGEST_ANSWER);
    private SocketChannel channel;
    /** Bytes of the answer with its head; 0 while the head is not complete. */
    private int whole;

    private int headLength;
    private boolean closing;

    /** Which request is under way, counted from the beginning of the step. */
    int request;

    /** Which of the prepared requests that is. */
    int row;

    Caller(InetSocketAddress server, Selector selector) throws IOException {
        this.server = server;
        this.selector = selector;
        open();
    }

    private void open() throws IOException {
        channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(server);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Sends a whole request. It fits into the buffer of the socket, since the answer to the one before was read. */
    void send(byte[] bytes) throws IOException {
        buffer.clear();
        whole = 0;
        ByteBuffer out = ByteBuffer.wrap(bytes);
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    /**
     * Takes what has arrived.
     *
     * @return the status when the answer is whole, else 0
     * @throws IOException when the connection ends before that
     */
    int receive() throws IOException {
        if (channel.read(buffer) < 0) {
            throw new EOFException("the connection ended before the answer was whole");
        }
        if (whole == 0) {
            head();
        }
        if (whole == 0 || buffer.position() < whole) {
            return 0;
        }
        int status = (buffer.get(9) - '0') * 100 + (buffer.get(10) - '0') * 10 + buffer.get(11) - '0';
        if (closing) {
            reopen();
        }
        return status;
    }

    private void head() throws IOException {
        for (int i = 3; i < buffer.position(); i++) {
            if (buffer.get(i) == '\n'
                    && buffer.get(i - 1) == '\r'
                    && buffer.get(i - 2) == '\n'
                    && buffer.get(i - 3) == '\r') {
                read(i + 1);
                return;
            }
        }
    }

    private void read(int length) throws IOException {
        byte[] bytes = new byte[length];
        buffer.get(0, bytes);
        String head = new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        int at = head.indexOf("\r\ncontent-length:");
        if (at < 0) {
            throw new IOException("an answer without a length");
        }
        int from = at + "\r\ncontent-length:".length();
        headLength = length;
        whole = length
                + Integer.parseInt(
                        head.substring(from, head.indexOf('\r', from)).strip());
        closing = head.contains("\r\nconnection: close");
    }

    /** The body of the answer that was received last. */
    byte[] body() {
        byte[] body = new byte[whole - headLength];
        buffer.get(headLength, body);
        return body;
    }

    /** Takes a new connection in place of the old one. */
    void reopen() throws IOException {
        close();
        open();
    }

    void close() throws IOException {
        channel.close();
    }
}
