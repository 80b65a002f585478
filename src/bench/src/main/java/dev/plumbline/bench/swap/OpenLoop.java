package dev.plumbline.bench.swap;

import dev.plumbline.bench.host.RealTime;
import dev.plumbline.bench.swap.Samples.End;
import dev.plumbline.scorer.threads.ShortSlice;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests at a fixed rate whether or not the earlier ones were answered. Latency counts from the instant at which a
 * request was due, so a stall of the server cannot hide behind a sender that waits for it.
 */
final class OpenLoop implements AutoCloseable {

    private final List<Thread> senders = new ArrayList<>();
    private final Samples samples;
    private final List<byte[]> requests = new ArrayList<>();
    private final Map<String, Expected> byVersion;
    private final Set<String> problems = new ConcurrentSkipListSet<>();
    private final long begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
    private volatile boolean stopped;
    private final AtomicInteger generation = new AtomicInteger();
    private final AtomicInteger ahead = new AtomicInteger();

    /** @param byVersion the model behind each version; may grow while the load runs, before the version is live */
    OpenLoop(
            InetSocketAddress service,
            String model,
            Map<String, Expected> byVersion,
            int perSecond,
            int connections,
            Samples samples) {
        this.samples = samples;
        this.byVersion = byVersion;
        byVersion.values().iterator().next().inputs().forEach(input -> requests.add(request(model, input)));
        long period = TimeUnit.SECONDS.toNanos(1) * connections / perSecond;
        for (int i = 0; i < connections; i++) {
            long first = begin + period * i / connections;
            int from = i * 7;
            senders.add(Thread.ofPlatform()
                    .daemon()
                    .name("sender-" + i)
                    .start(() -> send(new Connection(service), first, period, from)));
        }
    }

    private static byte[] request(String model, String input) {
        byte[] body = ("{\"instances\":[" + input + "]}").getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST /v1/models/%s:predict HTTP/1.1\r\nHost: scorer\r\nContent-Type: application/json\r\n"
                        + "Content-Length: %d\r\n\r\n")
                .formatted(model, body.length)
                .getBytes(StandardCharsets.US_ASCII);
        byte[] all = java.util.Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    private void send(Connection connection, long first, long period, int from) {
        // A client is another machine: its threads wait as little for what runs here as can be asked.
        if (RealTime.take()) {
            ahead.incrementAndGet();
        } else {
            ShortSlice.take();
        }
        try (connection) {
            int row = from % requests.size();
            int known = generation.get();
            for (long due = first; !stopped; due += period) {
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                long late = System.nanoTime() - due;
                End end = exchange(connection, row);
                samples.add(due - begin, System.nanoTime() - due, late, end);
                row = (row + 1) % requests.size();
                if (known != generation.get()) {
                    known = generation.get();
                    reopen(connection);
                }
            }
        }
    }

    /** Before the next request is due, so that no latency holds it. What fails here fails there once more, and counts. */
    private static void reopen(Connection connection) {
        connection.close();
        try {
            connection.open();
        } catch (IOException nobodyThere) {
            connection.close();
        }
    }

    private End exchange(Connection connection, int row) {
        try {
            connection.open();
        } catch (IOException nobodyThere) {
            problems.add(nobodyThere.toString());
            return End.REFUSED;
        }
        try {
            int status = connection.exchange(requests.get(row));
            if (status != 200) {
                problems.add("status " + status);
                return End.STATUS;
            }
            String version = connection.header("plumbline-model-version");
            Expected model = byVersion.get(version);
            byte[] in = connection.buffer();
            int from = connection.bodyFrom();
            int end = connection.bodyEnd();
            if (model == null || !model.isRight(row, in, from, end)) {
                problems.add(
                        "version " + version + " says " + new String(in, from, end - from, StandardCharsets.UTF_8));
                return End.WRONG;
            }
            return End.RIGHT;
        } catch (IOException failed) {
            problems.add(failed.toString());
            return End.CUT;
        }
    }

    /** Opens all connections anew, each between two of its requests: a Pod that was added gets none otherwise. */
    void spread() {
        generation.incrementAndGet();
    }

    /** Whether all senders are served before everything else on the machine; to be asked once the load runs. */
    boolean goesFirst() {
        return ahead.get() == senders.size();
    }

    /** Nanoseconds since the first request was due. */
    long now() {
        return System.nanoTime() - begin;
    }

    /** The instant of a run's time on the wall clock, to compare with what Pods report. */
    long nanosOf(long epochMillis) {
        return now() + TimeUnit.MILLISECONDS.toNanos(epochMillis - System.currentTimeMillis());
    }

    /** At most twenty different ones. */
    List<String> problems() {
        return problems.stream().limit(20).toList();
    }

    @Override
    public void close() {
        stopped = true;
        for (Thread sender : senders) {
            try {
                sender.join(TimeUnit.SECONDS.toMillis(15));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
