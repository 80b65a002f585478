package dev.plumbline.scorer.cache;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Stands between a client and Redis, and does to the answers what a test asks for. */
final class FaultyProxy implements AutoCloseable {

    /** What becomes of the answers. */
    enum Mode {
        PASS,
        /** Half a second late. */
        SLOW,
        /** As many random bytes as Redis sent. */
        GARBAGE,
        /** The announcement of a string of half a gigabyte, and then nothing more. */
        ENDLESS,
        /** Nothing comes through, and the connection stays. */
        SILENT,
        /** Each answer is the error of a server that is reading its data. */
        LOADING
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile Mode mode = Mode.PASS;

    FaultyProxy(int target) throws IOException {
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void mode(Mode next) {
        mode = next;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                sockets.add(client);
                connect(client);
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            Socket redis = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(redis);
            Thread.ofVirtual().start(() -> pump(client, redis, false));
            Thread.ofVirtual().start(() -> pump(redis, client, true));
        } catch (IOException gone) {
            // Without Redis there is no connection for the client either.
            client.close();
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[1 << 16];
        Random random = new Random(5);
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!answers) {
                    out.write(buffer, 0, read);
                    continue;
                }
                switch (mode) {
                    case PASS -> out.write(buffer, 0, read);
                    case SLOW -> {
                        TimeUnit.MILLISECONDS.sleep(500);
                        out.write(buffer, 0, read);
                    }
                    case GARBAGE -> {
                        byte[] noise = new byte[read];
                        random.nextBytes(noise);
                        out.write(noise);
                    }
                    case ENDLESS -> out.write("$536870911\r\n".getBytes(StandardCharsets.US_ASCII));
                    case SILENT -> {}
                    case LOADING ->
                        out.write("-LOADING Redis is loading the dataset in memory\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException ended) {
            // One side is gone, so the other one goes.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
