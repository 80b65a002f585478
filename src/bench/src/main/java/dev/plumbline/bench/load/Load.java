package dev.plumbline.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Load from one thread over kept-alive connections. At a fixed rate a request leaves when it is due, whether or not the
 * earlier ones were answered, and its latency counts from then on: a server that stalls cannot hide behind a sender that
 * waits for it. Where all connections are taken, the next request waits, and its clock runs.
 */
public final class Load implements AutoCloseable {

    /** A server that is so far behind will not catch up within a step. */
    private static final long HOPELESS_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Shorter pauses are not worth a call: the kernel wakes a thread some 50 us late. */
    private static final long SHORTEST_PAUSE_NANOS = 60_000;

    private final Selector selector = Selector.open();
    private final List<Caller> callers = new ArrayList<>();
    private final byte[][] requests;
    private byte[][] expected = {};
    private final ArrayDeque<Caller> free = new ArrayDeque<>();
    private long[] due = {};
    private long[] latency = {};
    private int answered;
    private int failed;
    private int row;

    /** @param requests whole ones, head and body, sent in turn */
    public Load(InetSocketAddress server, int connections, byte[][] requests) throws IOException {
        this.requests = requests;
        for (int i = 0; i < connections; i++) {
            callers.add(new Caller(server, selector));
        }
        free.addAll(callers);
    }

    /** The bodies of a file, one a line, as requests to a path. */
    public static byte[][] requests(Path bodies, String path) throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (String line : Files.readAllLines(bodies)) {
            byte[] body = line.getBytes(StandardCharsets.UTF_8);
            byte[] head =
                    ("POST %s HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n")
                            .formatted(path, body.length)
                            .getBytes(StandardCharsets.US_ASCII);
            byte[] whole = Arrays.copyOf(head, head.length + body.length);
            System.arraycopy(body, 0, whole, head.length, body.length);
            all.add(whole);
        }
        return all.toArray(byte[][]::new);
    }

    /** From now on an answer with another body than the first one to the same request is a failure. */
    public void remember() throws IOException {
        byte[][] first = new byte[requests.length][];
        for (int i = 0; i < first.length; i++) {
            first[i] = ask(i);
        }
        expected = first;
    }

    /** Asks one thing and waits, for looking at answers. */
    public byte[] ask(int request) throws IOException {
        Caller caller = free.peek();
        caller.send(requests[request]);
        int status = 0;
        while (status == 0) {
            selector.select(5000);
            selector.selectedKeys().clear();
            status = caller.receive();
        }
        if (status != 200) {
            throw new IOException("status %d: %s".formatted(status, new String(caller.body(), StandardCharsets.UTF_8)));
        }
        return caller.body();
    }

    /** Every connection sends again as soon as it was answered. */
    public Step flatOut(Duration time) throws IOException {
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        // Far more than any server here answers; a step that ends early for it would still be right.
        begin(Math.toIntExact(time.toSeconds() * 200_000));
        int sent = 0;
        while (sent < due.length && System.nanoTime() < end) {
            while (!free.isEmpty() && sent < due.length) {
                send(sent++, System.nanoTime());
            }
            receive();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        int within = answered;
        drain(sent);
        return Step.of(within / seconds, Arrays.copyOf(latency, answered), failed, false);
    }

    /**
     * At a fixed rate.
     *
     * @param settle not counted, at the beginning
     */
    public Step at(double perSecond, Duration settle, Duration time) throws IOException {
        double period = 1e9 / perSecond;
        run(perSecond, (int) (settle.toNanos() / period));
        return run(perSecond, (int) (time.toNanos() / period));
    }

    private Step run(double perSecond, int count) throws IOException {
        begin(count);
        double period = 1e9 / perSecond;
        long begin = System.nanoTime();
        int sent = 0;
        while (sent < count) {
            long now = System.nanoTime();
            long next = begin + (long) (sent * period);
            if (now - next > HOPELESS_NANOS) {
                break;
            }
            if (now >= next && !free.isEmpty()) {
                send(sent++, next);
            } else if (receive() == 0 && next - now > SHORTEST_PAUSE_NANOS) {
                LockSupport.parkNanos(SHORTEST_PAUSE_NANOS);
            }
        }
        drain(sent);
        return Step.of(perSecond, Arrays.copyOf(latency, answered), failed, sent < count);
    }

    private void begin(int most) {
        due = new long[most];
        latency = new long[most];
        answered = 0;
        failed = 0;
    }

    private void send(int number, long dueAt) throws IOException {
        Caller caller = free.poll();
        caller.request = number;
        caller.row = row;
        due[number] = dueAt;
        try {
            caller.send(requests[row]);
            row = (row + 1) % requests.length;
        } catch (IOException ended) {
            lost(caller);
        }
    }

    private void lost(Caller caller) throws IOException {
        failed++;
        caller.reopen();
        free.add(caller);
    }

    private int receive() throws IOException {
        return selector.selectNow(this::receive);
    }

    private void receive(SelectionKey key) {
        Caller caller = (Caller) key.attachment();
        try {
            int status = caller.receive();
            if (status == 200 && isRight(caller)) {
                latency[answered++] = System.nanoTime() - due[caller.request];
            } else if (status != 0) {
                failed++;
            }
            if (status != 0) {
                free.add(caller);
            }
        } catch (IOException ended) {
            try {
                lost(caller);
            } catch (IOException gone) {
                throw new IllegalStateException("the server is gone", gone);
            }
        }
    }

    private boolean isRight(Caller caller) {
        return expected.length == 0 || Arrays.equals(expected[caller.row], caller.body());
    }

    /** Waits for what is under way; what does not come within the time is a failure. */
    private void drain(int sent) throws IOException {
        long end = System.nanoTime() + 5 * HOPELESS_NANOS;
        while (answered + failed < sent && System.nanoTime() < end) {
            if (receive() == 0) {
                LockSupport.parkNanos(SHORTEST_PAUSE_NANOS);
            }
        }
        for (Caller caller : callers) {
            if (!free.contains(caller)) {
                lost(caller);
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Caller caller : callers) {
            caller.close();
        }
        selector.close();
    }
}
