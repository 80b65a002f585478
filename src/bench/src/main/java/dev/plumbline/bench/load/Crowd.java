package dev.plumbline.bench.load;

import dev.plumbline.bench.host.Witnessed;
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
import java.util.stream.Collectors;

/**
 * Many connections that ask nothing, and some that send a header byte by byte, beside a client that asks 1000 times a
 * second. Tells what a connection costs in memory, and whether that client notices.
 */
public final class Crowd {

    private static final double MOST_P99_MILLISECONDS = 5;

    /** Of what is measured, where the host takes processors away. */
    private static final int TRIES = 3;

    private static final byte[] REQUEST = (Dripping.BEGINNING + "\r\n").getBytes(StandardCharsets.US_ASCII);

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
            List<Step> all = new ArrayList<>();
            Witnessed<Step> alone = steady(load, all);
            long before = resident(status);
            for (int i = 0; i < count; i++) {
                idle.add(opened(server, REQUEST, true));
            }
            long after = resident(status);
            Witnessed<Step> beside = steady(load, all);
            List<Dripping> tries = new ArrayList<>();
            do {
                tries.add(Dripping.measure(load, server));
            } while (tries.size() < TRIES && !tries.getLast().undisturbed());
            tries.forEach(each -> each.seconds().forEach(second -> all.add(second.value())));
            List<Witnessed<Step>> seconds = Dripping.least(tries);
            int alive = 0;
            for (SocketChannel each : idle) {
                alive += answers(each) ? 1 : 0;
            }
            double worst = seconds.stream()
                    .mapToDouble(second -> second.value().p99())
                    .max()
                    .orElseThrow();
            int failed = all.stream().mapToInt(Step::failures).sum();
            int gone = tries.stream().mapToInt(Dripping::ended).min().orElseThrow();
            System.out.printf(
                    Locale.ROOT,
                    "%d idle connections: %.0f MiB resident before, %.0f with them, %.1f KiB each%n"
                            + "p99 at 1000/s: %.2f ms alone, %.2f beside them, %.2f at worst while %d more drip a header%n"
                            + "failed %d; idle ones that still answer %d of %d; dripping ones that were ended %d of %d%n",
                    count,
                    before / 1024.0,
                    after / 1024.0,
                    (after - before) / (double) count,
                    alone.value().p99(),
                    beside.value().p99(),
                    worst,
                    Dripping.CONNECTIONS,
                    failed,
                    alive,
                    count,
                    gone,
                    Dripping.CONNECTIONS);
            System.out.printf(
                    Locale.ROOT,
                    "p99 second by second while they drip, in ms, and what the host took, of %d tries the one with least: %s%n",
                    tries.size(),
                    seconds.stream()
                            .map(second -> String.format(
                                    Locale.ROOT,
                                    "%.1f (%.1f %%)",
                                    second.value().p99(),
                                    100 * second.taken()))
                            .collect(Collectors.joining(" ")));
            passed = failed == 0
                    && alive == count
                    && gone == Dripping.CONNECTIONS
                    && Math.max(beside.value().p99(), worst) <= MOST_P99_MILLISECONDS;
        }
        System.out.println(passed ? "VERDICT: PASS" : "VERDICT: FAIL");
        System.exit(passed ? 0 : 1);
    }

    private static Witnessed<Step> steady(Load load, List<Step> all) throws IOException {
        return Witnessed.undisturbed(TRIES, () -> {
            Step step = load.at(Dripping.RATE, Duration.ofSeconds(1), Duration.ofSeconds(5));
            all.add(step);
            return step;
        });
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
