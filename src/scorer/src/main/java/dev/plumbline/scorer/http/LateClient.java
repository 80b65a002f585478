package dev.plumbline.scorer.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * A client of our own that sends a header byte by byte and never ends it, before the others come. What such connections
 * and their end need is loaded and compiled with it, which takes an event loop some ten milliseconds; later a request
 * would wait for that.
 */
final class LateClient {

    private static final Logger LOG = Logger.getLogger(LateClient.class);

    private static final int PATIENCE_MILLISECONDS = 20;
    private static final int TRIES = 25;

    /** Enough for the first compiler; each of them is read by itself. */
    private static final int BYTES = 400;

    private static final long BETWEEN_NANOS = 50_000;

    private LateClient() {}

    /**
     * @param host that the server listens on
     * @param end ends the connection of a client, if it has come; asked again until it has
     */
    static void visit(String host, int port, Consumer<SocketAddress> end) {
        try (Socket client = new Socket()) {
            InetAddress listening = InetAddress.getByName(host);
            InetAddress server = listening.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : listening;
            client.connect(new InetSocketAddress(server, port), PATIENCE_MILLISECONDS * TRIES);
            client.setSoTimeout(PATIENCE_MILLISECONDS);
            client.setTcpNoDelay(true);
            OutputStream out = client.getOutputStream();
            out.write("GET / HTTP/1.1\r\nhost: ".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < BYTES; i++) {
                out.write('x');
                LockSupport.parkNanos(BETWEEN_NANOS);
            }
            for (int i = 0; i < TRIES && !ended(client, end); i++) {
                LOG.debug("the first connection has not come yet");
            }
        } catch (IOException failed) {
            // Nothing depends on it.
            LOG.debug("no practice with a connection that ends", failed);
        }
    }

    private static boolean ended(Socket client, Consumer<SocketAddress> end) throws IOException {
        end.accept(client.getLocalSocketAddress());
        try {
            client.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException notYet) {
            return false;
        }
    }
}
