package dev.plumbline.scorer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.scorer.TestModels;
import dev.plumbline.scorer.serving.Scorer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Bodies made to hurt, over real connections: each is answered 200 or 400, the connection goes on, and memory stays where
 * it was. {@code -Dplumbline.fuzz.bodies=1000000} for the long run, {@code -Dplumbline.fuzz.seed} to repeat one.
 */
class HostileBodiesTest {

    private static final int BODIES = Integer.getInteger("plumbline.fuzz.bodies", 8_000);
    private static final long SEED = Long.getLong("plumbline.fuzz.seed", 20261121L);
    private static final int CLIENTS = 4;
    /** Requests sent ahead, which makes the run many times shorter and tests that answers keep their order. */
    private static final int AHEAD = 16;

    @Test
    void are_refused_and_leave_no_trace() throws Exception {
        System.out.printf("hostile bodies: %d, seed %d%n", BODIES, SEED);
        try (LocalServer server = new LocalServer(TestModels.serving("gbm-binomial-v1", 1), Scorer.DIRECT, Map.of());
                ExecutorService pool = Executors.newFixedThreadPool(CLIENTS)) {
            ask(server, SEED - 1, 2_000);
            long before = heap();
            List<Future<Map<Integer, Integer>>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                long seed = SEED + client;
                clients.add(pool.submit(() -> ask(server, seed, BODIES / CLIENTS)));
            }
            Map<Integer, Integer> statuses = new TreeMap<>();
            for (Future<Map<Integer, Integer>> client : clients) {
                client.get().forEach((status, count) -> statuses.merge(status, count, Integer::sum));
            }
            System.out.printf("hostile bodies: answers %s, heap %+d KiB%n", statuses, (heap() - before) / 1024);
            assertThat(statuses.keySet()).isSubsetOf(200, 400);
            assertThat(statuses.get(400)).isGreaterThan(BODIES / 3);
            assertThat(server.traffic.failures()).isZero();
            // What the first requests of a shape leave behind: compiled code, recent requests, buffers of connections.
            assertThat(heap() - before).isLessThan(8 << 20);
        }
    }

    private static Map<Integer, Integer> ask(LocalServer server, long seed, int count) throws IOException {
        HostileBodies bodies = new HostileBodies(seed);
        Map<Integer, Integer> statuses = new TreeMap<>();
        try (Raw client = new Raw(server)) {
            for (int done = 0; done < count; done += AHEAD) {
                ByteArrayOutputStream ahead = new ByteArrayOutputStream();
                byte[][] sent = new byte[AHEAD][];
                for (int i = 0; i < AHEAD; i++) {
                    boolean rows = (done + i) % 2 == 0;
                    sent[i] = bodies.next(rows);
                    ahead.writeBytes(("POST " + (rows ? "/v1/models/fraud:predict" : "/v2/models/fraud/infer")
                                    + " HTTP/1.1\r\nhost: x\r\ncontent-length: " + sent[i].length + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
                    ahead.writeBytes(sent[i]);
                }
                client.send(ahead.toByteArray());
                for (int i = 0; i < AHEAD; i++) {
                    Raw.Answer answer = client.read();
                    statuses.merge(answer.status(), 1, Integer::sum);
                    assertThat(answer.status())
                            .as("seed %d, body %d: %s", seed, done + i, Arrays.toString(sent[i]))
                            .isIn(200, 400);
                    assertThat(answer.body()).doesNotContain("Exception", "java.", "com.fasterxml");
                }
            }
        }
        return statuses;
    }

    private static long heap() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(50);
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
