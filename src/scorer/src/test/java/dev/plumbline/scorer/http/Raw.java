package dev.plumbline.scorer.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Speaks HTTP by hand, so that a test can send what no client library would. */
final class Raw implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    /** @param headers by their names in small letters */
    record Answer(int status, Map<String, String> headers, String body) {}

    Raw(LocalServer server) throws IOException {
        socket = server.connect();
        in = new BufferedInputStream(socket.getInputStream());
    }

    Raw send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    Raw send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    static String post(String path, String body, String... headers) {
        StringBuilder text = new StringBuilder("POST " + path + " HTTP/1.1\r\nhost: x\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return text + "content-length: " + length + "\r\n\r\n" + body;
    }

    Answer read() throws IOException {
        Answer head = readHead();
        int length = Integer.parseInt(head.headers().getOrDefault("content-length", "0"));
        return new Answer(head.status(), head.headers(), new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    /** Reads an answer so many bytes at a time, and the pause between them. */
    Answer readSlowly(int bytes, Duration pause) throws IOException, InterruptedException {
        Answer head = readHead();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int left = Integer.parseInt(head.headers().get("content-length")); left > 0; left -= bytes) {
            Thread.sleep(pause);
            body.writeBytes(in.readNBytes(Math.min(bytes, left)));
        }
        return new Answer(head.status(), head.headers(), body.toString(StandardCharsets.UTF_8));
    }

    /** What answers HEAD: whatever length it tells, no body follows. */
    Answer readHead() throws IOException {
        String[] status = line().split(" ", 3);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Answer(Integer.parseInt(status[1]), headers, "");
    }

    /** Whether the server has closed the connection, or does so within the socket's timeout. */
    boolean ends() throws IOException {
        return in.read() < 0;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection ended in a line: " + line);
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
