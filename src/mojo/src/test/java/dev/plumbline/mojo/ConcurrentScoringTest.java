package dev.plumbline.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.mojo.Fixtures.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One model, many threads: every answer has the same bits as that of a single thread. */
class ConcurrentScoringTest {

    private static final int THREADS = 64;
    private static final int ROUNDS = 2;

    @ParameterizedTest
    @MethodSource("dev.plumbline.mojo.Fixtures#names")
    void threads_do_not_disturb_each_other(String name) throws Exception {
        LoadedModel model = Fixtures.load(name);
        List<Question> questions = Fixtures.recorded(name).rows();
        long[][] alone = scoreAll(model, questions);
        try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
            List<Future<long[][]>> answers = new ArrayList<>();
            for (int i = 0; i < THREADS * ROUNDS; i++) {
                answers.add(pool.submit(() -> scoreAll(model, questions)));
            }
            for (Future<long[][]> answer : answers) {
                assertThat(answer.get()).isDeepEqualTo(alone);
            }
        }
    }

    private static long[][] scoreAll(LoadedModel model, List<Question> questions) throws CannotScoreException {
        Row row = model.newRow();
        long[][] predictions = new long[questions.size()][];
        for (int i = 0; i < predictions.length; i++) {
            PredictionTest.fill(model, row, questions.get(i).input());
            predictions[i] = DoubleStream.of(model.score(row))
                    .mapToLong(Double::doubleToRawLongBits)
                    .toArray();
        }
        return predictions;
    }
}
