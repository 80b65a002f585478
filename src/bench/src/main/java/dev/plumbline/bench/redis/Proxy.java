package dev.plumbline.bench.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Stands between the scorer and Redis, and spoils the answers. */
final class Proxy implements AutoCloseable {

    /** What becomes of the answers. */
    enum Mode {
        PASS,
        /** 50 ms late, and so is what follows. */
        SLOW,
        /** As many random bytes. */
        GARBAGE,
        /** Nothing comes through, and the connection stays. */
        SILENT
    }

    private final ServerSocket door;
    private final int target;
    private volatile Mode mode = Mode.PASS;

    Proxy(int port, int target) throws IOException {
        this.door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    void mode(Mode next) {
        mode = next;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                join(door.accept());
            } catch (IOException closed) {
                // Closed at the end, or a client that is gone already: the next one is waited for.
            }
        }
    }

    private void join(Socket client) throws IOException {
        try {
            client.setTcpNoDelay(true);
            Socket redis = new Socket(InetAddress.getLoopbackAddress(), target);
            redis.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> pump(client, redis, false));
            Thread.ofVirtual().start(() -> pump(redis, client, true));
        } catch (IOException refused) {
            client.close(); // without Redis there is no connection for the client either
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
                Mode now = answers ? mode : Mode.PASS;
                if (now == Mode.SILENT) {
                    continue;
                }
                if (now == Mode.SLOW) {
                    TimeUnit.MILLISECONDS.sleep(50);
                }
                if (now == Mode.GARBAGE) {
                    byte[] noise = new byte[read];
                    random.nextBytes(noise);
                    System.arraycopy(noise, 0, buffer, 0, read);
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException ended) {
            // One side is gone, so the other one goes.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
