package dev.plumbline.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The answer to a request: status and header read, the body still to be read.
 *
 * @param body closing it closes the connection
 */
record Reply(int status, Map<String, String> headers, InputStream body) {

    /** Of status line and headers together; stores send one or two thousand. */
    private static final int MAX_HEAD_BYTES = 32 << 10;

    static Reply read(InputStream in, Socket socket) throws IOException {
        int[] budget = {MAX_HEAD_BYTES};
        int status = status(line(in, budget));
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in, budget); !line.isEmpty(); line = line(in, budget)) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new ProtocolException("a header without a name");
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            if (headers.containsKey(name) && name.equals("content-length")) {
                throw new ProtocolException("two lengths");
            }
            // A list in several lines is one list: a registry may offer two ways to log in.
            headers.merge(name, line.substring(colon + 1).strip(), (before, more) -> before + ", " + more);
        }
        return new Reply(status, headers, body(in, headers, socket));
    }

    /** All of the body, or nothing when it is longer. */
    Optional<byte[]> content(int most) throws IOException {
        try (InputStream all = body) {
            byte[] bytes = all.readNBytes(most + 1);
            return bytes.length > most ? Optional.empty() : Optional.of(bytes);
        }
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    private static int status(String line) throws ProtocolException {
        if (!line.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
            throw new ProtocolException("no HTTP answer");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private static String line(InputStream in, int[] budget) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the answer ends within its header");
            }
            if (--budget[0] < 0) {
                throw new ProtocolException("the header is too large");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    private static InputStream body(InputStream in, Map<String, String> headers, Socket socket) throws IOException {
        String encoding = headers.getOrDefault("transfer-encoding", "identity").toLowerCase(Locale.ROOT);
        String content = headers.getOrDefault("content-encoding", "identity").toLowerCase(Locale.ROOT);
        if (!content.equals("identity") || !encoding.equals("identity") && !encoding.equals("chunked")) {
            throw new ProtocolException("an encoding that was not asked for");
        }
        if (encoding.equals("chunked")) {
            return new Body(in, socket, Body.CHUNKED);
        }
        String length = headers.get("content-length");
        if (length == null) {
            return new Body(in, socket, Body.TO_THE_END);
        }
        if (!length.matches("\\d{1,15}")) {
            throw new ProtocolException("no length");
        }
        return new Body(in, socket, Long.parseLong(length));
    }

    /** Content of a known length, in chunks, or as long as it comes. */
    private static final class Body extends InputStream {

        static final long CHUNKED = -2;
        static final long TO_THE_END = -1;

        private final InputStream in;
        private final Socket socket;
        private final boolean chunked;
        private final boolean open;
        private long left;
        private boolean finished;

        Body(InputStream in, Socket socket, long length) {
            this.in = in;
            this.socket = socket;
            this.chunked = length == CHUNKED;
            this.open = length == TO_THE_END;
            this.left = chunked ? 0 : length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (chunked && left == 0 && !finished) {
                nextChunk();
            }
            if (finished || !open && left == 0) {
                return -1;
            }
            int count = in.read(into, offset, open ? length : (int) Math.min(length, left));
            if (count < 0 && !open) {
                throw new EOFException("the content ends too early");
            }
            left -= open ? 0 : Math.max(0, count);
            if (chunked && left == 0) {
                line(in, new int[] {2});
            }
            return count;
        }

        private void nextChunk() throws IOException {
            String size = line(in, new int[] {256}).replaceFirst(";.*", "").strip();
            if (!size.matches("[0-9A-Fa-f]{1,12}")) {
                throw new ProtocolException("no length of a chunk");
            }
            left = Long.parseLong(size, 16);
            finished = left == 0;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
