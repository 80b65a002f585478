package dev.plumbline.bench.load;

import dev.plumbline.bench.host.Witnessed;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * What a client that asks 1000 times a second notices while others send a header byte by byte, until the server ends them.
 *
 * @param seconds one after another
 * @param ended how many of the slow ones the server has answered or closed
 */
record Dripping(List<Witnessed<Step>> seconds, int ended) {

    static final int CONNECTIONS = 500;
    static final String BEGINNING = "GET /v2/health/live HTTP/1.1\r\nhost: bench\r\n";

    /** Longer than the server waits for a header. */
    private static final int SECONDS = 12;

    static final int RATE = 1000;

    static Dripping measure(Load load, InetSocketAddress server) throws IOException, InterruptedException {
        List<SocketChannel> slow = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            SocketChannel channel = SocketChannel.open(server);
            channel.write(ByteBuffer.wrap(BEGINNING.getBytes(StandardCharsets.US_ASCII)));
            slow.add(channel);
        }
        List<Witnessed<Step>> seconds = new ArrayList<>();
        for (int second = 0; second < SECONDS; second++) {
            drip(slow);
            seconds.add(Witnessed.once(() -> load.at(RATE, Duration.ZERO, Duration.ofMillis(900))));
        }
        return new Dripping(seconds, ended(slow));
    }

    boolean undisturbed() {
        return seconds.stream().allMatch(Witnessed::undisturbed);
    }

    /** Each second as it was when the host took least. */
    static List<Witnessed<Step>> least(List<Dripping> tries) {
        return IntStream.range(0, SECONDS)
                .mapToObj(second -> tries.stream()
                        .map(each -> each.seconds.get(second))
                        .reduce(Witnessed::orLess)
                        .orElseThrow())
                .toList();
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
}
