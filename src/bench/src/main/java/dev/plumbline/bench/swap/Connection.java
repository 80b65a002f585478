package dev.plumbline.bench.swap;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;

/**
 * One keep-alive connection of HTTP/1.1 that sends a prepared request and reads the answer. It allocates next to
 * nothing, so that the generator's own garbage collection does not show as the server's latency.
 */
final class Connection implements AutoCloseable {

    private static final int TIMEOUT_MILLISECONDS = 10_000;
    private static final byte[] END = {'\r', '\n', '\r', '\n'};

    private final InetSocketAddress address;
    private final byte[] buffer = new byte[64 * 1024];
    private Socket socket;
    private int bodyFrom;
    private int end;
    private boolean closing;

    Connection(InetSocketAddress address) {
        this.address = address;
    }

    /**
     * Sends one request on the open connection and waits for its answer.
     *
     * @return the status
     * @throws IOException when the connection is reset, or ends before the answer is whole
     */
    int exchange(byte[] request) throws IOException {
        try {
            socket.getOutputStream().write(request);
            return read(socket.getInputStream());
        } catch (IOException failed) {
            close();
            throw failed;
        }
    }

    /** Connects unless it is connected already. */
    void open() throws IOException {
        if (socket != null) {
            return;
        }
        Socket fresh = new Socket();
        fresh.setOption(StandardSocketOptions.TCP_NODELAY, true);
        fresh.setSoTimeout(TIMEOUT_MILLISECONDS);
        fresh.connect(address, TIMEOUT_MILLISECONDS);
        socket = fresh;
    }

    private int read(InputStream in) throws IOException {
        end = 0;
        int head = -1;
        while (head < 0) {
            fill(in);
            head = headEnd();
        }
        bodyFrom = head + END.length;
        int length = Integer.parseInt(header("content-length"));
        while (end < bodyFrom + length) {
            fill(in);
        }
        closing = header("connection").equalsIgnoreCase("close");
        int status = Integer.parseInt(new String(buffer, 9, 3, StandardCharsets.US_ASCII));
        if (closing) {
            close();
        }
        return status;
    }

    private void fill(InputStream in) throws IOException {
        int read = in.read(buffer, end, buffer.length - end);
        if (read <= 0) {
            throw new EOFException(read < 0 ? "the connection ended before the answer was whole" : "answer too long");
        }
        end += read;
    }

    private int headEnd() {
        for (int i = 0; i + END.length <= end; i++) {
            if (buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r' && buffer[i + 3] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** The value of a header of the last answer; empty when it has none. */
    String header(String name) {
        byte[] wanted = ("\r\n" + name + ":").getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i + wanted.length <= bodyFrom; i++) {
            if (buffer[i] == '\r' && matches(wanted, i)) {
                int from = i + wanted.length;
                int to = from;
                while (buffer[to] != '\r') {
                    to++;
                }
                return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1).strip();
            }
        }
        return name.equals("content-length") ? "0" : "";
    }

    /** Whether these lower-case bytes stand there, in upper or lower case. */
    private boolean matches(byte[] wanted, int at) {
        for (int i = 0; i < wanted.length; i++) {
            byte given = buffer[at + i];
            if (given != wanted[i] && !(given >= 'A' && given <= 'Z' && given + 32 == wanted[i])) {
                return false;
            }
        }
        return true;
    }

    /** What the last answer lies in, from {@link #bodyFrom} to {@link #bodyEnd}, until the next exchange. */
    byte[] buffer() {
        return buffer;
    }

    int bodyFrom() {
        return bodyFrom;
    }

    int bodyEnd() {
        return end;
    }

    @Override
    public void close() {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException alreadyGone) {
                // Nothing is left to be done with it.
            }
            socket = null;
        }
    }
}
