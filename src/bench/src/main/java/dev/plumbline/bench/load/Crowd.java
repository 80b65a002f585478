package dev.plumbline.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Many connections that ask nothing, and some that send a header byte by byte, beside a client that asks 1000 times a
 * second. Tells what a connection costs in memory, and whether that client notices.
 */
public final class Crowd {

    private static final int RATE = 1000;
    private static final double MOST_P99_MILLISECONDS = 5;
    private static final int DRIPPERS = 500;
    private static final byte[] BEGINNING =
            "GET /v2/health/live HTTP/1.1\r\nhost: bench\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REQUEST =
            (new String(BEGINNING, StandardCharsets.US_ASCII) + "\r\n").getBytes(StandardCharsets.US_ASCII);

    private Crowd() {}

    /** @param args port, process id of the server, file of bodies, connections */
    public static void main(String[] args) throws Exception {
        InetSocketAddress server = new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0]));
        Path status = Path.of("/proc", args[1], "status");
        byte[][] requests = Load.requests(Path.of(args[2]), "/v1/models/fraud:predict");
        int count = Integer.parseInt(args[3]);
        List<SocketChannel> idle = new ArrayList<>();
        boolean passed;
        try (Load load = new Load(server, 32, requests)) {
            load.flatOut(Duration.ofSeconds(8));
            Step alone = load.at(RATE, Duration.ofSeconds(1), Duration.ofSeconds(5));
            long before = resident(status);
            for (int i = 0; i < count; i++) {
                idle.add(opened(server, REQUEST, true));
            }
            long after = resident(status);
            Step beside = load.at(RATE, Duration.ofSeconds(1), Duration.ofSeconds(5));
            List<SocketChannel> drippers = new ArrayList<>();
            for (int i = 0; i < DRIPPERS; i++) {
                drippers.add(opened(server, BEGINNING, false));
            }
            List<Step> dripping = new ArrayList<>();
            for (int second = 0; second < 12; second++) {
                drip(drippers);
                dripping.add(load.at(RATE, Duration.ZERO, Duration.ofMillis(900)));
            }
            int gone = ended(drippers);
            int alive = 0;
            for (SocketChannel each : idle) {
                alive += answers(each) ? 1 : 0;
            }
            double worst = dripping.stream().mapToDouble(Step::p99).max().orElseThrow();
            int failed = dripping.stream().mapToInt(Step::failures).sum() + beside.failures() + alone.failures();
            System.out.printf(
                    Locale.ROOT,
                    "%d idle connections: %.0f MiB resident before, %.0f with them, %.1f KiB each%n"
                            + "p99 at 1000/s: %.2f ms alone, %.2f beside them, %.2f at worst while %d more drip a header%n"
                            + "failed %d; idle ones that still answer %d of %d; dripping ones that were ended %d of %d%n",
                    count,
                    before / 1024.0,
                    after / 1024.0,
                    (after - before) / (double) count,
                    alone.p99(),
                    beside.p99(),
                    worst,
                    DRIPPERS,
                    failed,
                    alive,
                    count,
                    gone,
                    DRIPPERS);
            System.out.println("p99 second by second while they drip: "
                    + dripping.stream()
                            .map(step -> String.format(Locale.ROOT, "%.1f", step.p99()))
                            .collect(Collectors.joining(" ")));
            passed = failed == 0
                    && alive == count
                    && gone == DRIPPERS
                    && Math.max(beside.p99(), worst) <= MOST_P99_MILLISECONDS;
        }
        System.out.println(passed ? "VERDICT: PASS" : "VERDICT: FAIL");
        System.exit(passed ? 0 : 1);
    }

    private static SocketChannel opened(InetSocketAddress server, byte[] first, boolean answered) throws IOException {
        SocketChannel channel = SocketChannel.open(server);
        channel.write(ByteBuffer.wrap(first));
        if (answered && channel.read(ByteBuffer.allocate(1024)) <= 0) {
            throw new IOException("a connection was not taken");
        }
        return channel;
    }

    private static boolean answers(SocketChannel channel) {
        try {
            channel.write(ByteBuffer.wrap(REQUEST));
            return channel.read(ByteBuffer.allocate(1024)) > 0;
        } catch (IOException ended) {
            return false;
        }
    }

    private static void drip(List<SocketChannel> channels) {
        for (SocketChannel channel : channels) {
            try {
                channel.write(ByteBuffer.wrap(new byte[] {'x'}));
            } catch (IOException ended) {
                // The server has had enough, which is what it is asked for.
            }
        }
    }

    /** How many the server has answered or closed. */
    private static int ended(List<SocketChannel> channels) throws IOException, InterruptedException {
        TimeUnit.SECONDS.sleep(1);
        int ended = 0;
        for (SocketChannel channel : channels) {
            channel.configureBlocking(false);
            try (channel) {
                ended += channel.read(ByteBuffer.allocate(1024)) == 0 ? 0 : 1;
            } catch (IOException reset) {
                ended++;
            }
        }
        return ended;
    }

    /** KiB that the process holds in memory. */
    private static long resident(Path status) throws IOException {
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }
}
