package dev.plumbline.scorer.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.scorer.serving.HotRequests.Form;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HotRequestsTest {

    @Test
    void knowsTheMostFrequentOfTenThousand() {
        HotRequests hot = new HotRequests();
        Random random = new Random(2);
        double[] cumulative = new double[10_000];
        double sum = 0;
        for (int i = 0; i < cumulative.length; i++) {
            sum += 1.0 / (i + 1);
            cumulative[i] = sum;
        }
        for (int i = 0; i < 40_000; i++) {
            int at = java.util.Arrays.binarySearch(cumulative, random.nextDouble() * sum);
            hot.take(Form.ROWS, body(at < 0 ? -at - 1 : at));
        }
        List<String> hottest = hot.hottest().stream()
                .map(request -> new String(request.body(), StandardCharsets.UTF_8))
                .toList();
        assertThat(hottest).hasSize(256);
        for (int i = 0; i < 20; i++) {
            assertThat(hottest.subList(0, 60)).contains("row " + i);
        }
    }

    @Test
    void forgetsWhatIsNoLongerAskedFor() {
        HotRequests hot = new HotRequests();
        for (int i = 0; i < 5000; i++) {
            hot.take(Form.ROWS, body(-1));
        }
        for (int i = 0; i < 60_000; i++) {
            hot.take(Form.TENSORS, body(i % 300));
        }
        assertThat(hot.hottest().stream().limit(128)).noneMatch(r -> new String(r.body()).equals("row -1"));
    }

    @Test
    void doesNotKeepLargeBodies() {
        HotRequests hot = new HotRequests();
        for (int i = 0; i < 1000; i++) {
            hot.offer(Form.ROWS, new byte[5000]);
            hot.offer(Form.TENSORS, body(1));
        }
        assertThat(hot.hottest()).singleElement().satisfies(only -> {
            assertThat(only.form()).isEqualTo(Form.TENSORS);
            assertThat(only.body()).isEqualTo(body(1));
        });
    }

    private static byte[] body(int row) {
        return ("row " + row).getBytes(StandardCharsets.UTF_8);
    }
}
