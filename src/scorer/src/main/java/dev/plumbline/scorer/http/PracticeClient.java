package dev.plumbline.scorer.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A client of our own, who asks on a few connections at once and reads all answers before asking again. Plain sockets: a
 * client on Netty would run through the code of the server, and the compiler would learn from both.
 */
final class PracticeClient implements AutoCloseable {

    private static final int PATIENCE_MILLISECONDS = 1000;
    private static final String LENGTH = "content-length:";

    private final List<Connection> connections = new ArrayList<>();

    private record Connection(Socket socket, InputStream in) {}

    PracticeClient(int port, int count) throws IOException {
        try {
            for (int i = 0; i < count; i++) {
                connections.add(connect(port));
            }
        } catch (IOException refused) {
            close();
            throw refused;
        }
    }

    private static Connection connect(int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLISECONDS);
            socket.setSoTimeout(PATIENCE_MILLISECONDS);
            socket.setTcpNoDelay(true);
            return new Connection(socket, new BufferedInputStream(socket.getInputStream()));
        } catch (IOException refused) {
            socket.close();
            throw refused;
        }
    }

    static byte[] get(String path) {
        return ("GET " + path + " HTTP/1.1\r\nhost: practice\r\naccept: */*\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] post(String path, byte[] body) {
        byte[] head = ("POST " + path
                        + " HTTP/1.1\r\nhost: practice\r\naccept: */*\r\ncontent-type: application/json\r\n"
                        + "content-length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    /** Sends the request on every connection; whatever the answers are, they are read to their end. */
    void ask(byte[] request) throws IOException {
        for (Connection connection : connections) {
            connection.socket.getOutputStream().write(request);
        }
        for (Connection connection : connections) {
            skipAnswer(connection.in);
        }
    }

    private static void skipAnswer(InputStream in) throws IOException {
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(line.substring(LENGTH.length()).strip());
            }
        }
        in.skipNBytes(length);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended within an answer");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.socket.close();
        }
    }
}
