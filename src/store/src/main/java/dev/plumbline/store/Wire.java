package dev.plumbline.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One request over one connection to an address that was chosen before. The JDK's own client resolves a name again when
 * it connects, and a name server that answers twice differently would lead it to where the check has not looked.
 */
final class Wire {

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private Wire() {}

    /** @param addresses that the host was resolved to, all of them checked; the first that answers is used */
    static Reply get(Ask ask, List<InetAddress> addresses, SSLSocketFactory tls, Deadline deadline) throws IOException {
        URI uri = ask.uri();
        Socket socket = connect(uri, addresses, deadline);
        try {
            Socket secure = uri.getScheme().equals("https") ? secure(socket, uri, tls, deadline) : socket;
            secure.getOutputStream().write(request(ask));
            InputStream in = new BufferedInputStream(new Timed(secure.getInputStream(), secure, deadline), 64 << 10);
            return Reply.read(in, secure);
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }

    private static Socket connect(URI uri, List<InetAddress> addresses, Deadline deadline) throws IOException {
        IOException last = new IOException("the host has no address");
        for (InetAddress address : addresses) {
            Socket socket = new TimedSocket(deadline);
            try {
                socket.connect(new InetSocketAddress(address, port(uri)), deadline.wait(CONNECT));
                socket.setSoTimeout(deadline.silence());
                return socket;
            } catch (IOException failed) {
                socket.close();
                last = failed;
            }
        }
        throw last;
    }

    private static Socket secure(Socket socket, URI uri, SSLSocketFactory tls, Deadline deadline) throws IOException {
        SSLSocket secure = (SSLSocket) tls.createSocket(socket, bare(uri.getHost()), port(uri), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (!uri.getHost().startsWith("[") && !uri.getHost().matches("[0-9.]+")) {
            parameters.setServerNames(List.of(new SNIHostName(bare(uri.getHost()))));
        }
        secure.setSSLParameters(parameters);
        secure.setSoTimeout(deadline.wait(CONNECT));
        secure.startHandshake();
        return secure;
    }

    private static byte[] request(Ask ask) {
        URI uri = ask.uri();
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String host = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
        StringBuilder text = new StringBuilder("GET %s%s HTTP/1.1\r\nHost: %s\r\n".formatted(path, query, host));
        ask.headers()
                .forEach((name, value) ->
                        text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("User-Agent: plumbline\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n")
                .toString()
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** As TLS and certificates have it: without brackets, and without the dot at the end that only a resolver reads. */
    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host.replaceFirst("\\.$", "");
    }

    static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
    }

    /** Each read waits no longer than the deadline allows, and none waits for ever where nothing comes. */
    private static final class Timed extends InputStream {

        private final InputStream in;
        private final Socket socket;
        private final Deadline deadline;

        Timed(InputStream in, Socket socket, Deadline deadline) {
            this.in = in;
            this.socket = socket;
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            socket.setSoTimeout(deadline.silence());
            return in.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            socket.setSoTimeout(deadline.silence());
            return in.read(into, offset, length);
        }
    }
}
