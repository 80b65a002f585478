package dev.plumbline.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.mojo.Fixtures.Question;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FingerprintTest {

    private static final KeyedHash HASH = new KeyedHash(1, 2);

    private static String print(Row row) {
        long[] into = new long[2];
        row.fingerprint(HASH, into);
        return "%016x%016x".formatted(into[0], into[1]);
    }

    @ParameterizedTest
    @MethodSource("dev.plumbline.mojo.Fixtures#names")
    void equalFingerprintsMeanEqualPredictions(String name) throws Exception {
        LoadedModel model = Fixtures.load(name);
        Map<String, double[]> predictions = new HashMap<>();
        for (Question question : Fixtures.recorded(name).rows()) {
            Row row = model.newRow();
            PredictionTest.fill(model, row, question.input());
            String print = print(row);
            double[] prediction = model.score(row).clone();
            double[] known = predictions.putIfAbsent(print, prediction);
            assertThat(known == null ? prediction : known).isEqualTo(prediction);
        }
        assertThat(predictions).hasSizeGreaterThan(40);
    }

    @Test
    void isTheSameInEveryProcess() throws Exception {
        Row row = Fixtures.load("gbm-binomial-v1").newRow();
        assertThat(print(row)).isEqualTo(print(Fixtures.load("gbm-binomial-v1").newRow()));
        assertThat(print(blank(3))).isEqualTo("0f7079917faa53b875da2808cde443e6");
    }

    private static Row blank(int columns) throws Exception {
        LoadedModel model = Fixtures.load("gbm-binomial-v1");
        Row row = model.newRow();
        int numeric = 0;
        for (int i = 0; i < model.inputs().size() && numeric < columns; i++) {
            if (!model.inputs().get(i).categorical()) {
                row.number(i, ++numeric);
            }
        }
        return row;
    }

    @Test
    void everyNanIsOneNan() throws Exception {
        LoadedModel model = Fixtures.load("gbm-binomial-v1");
        int numeric = 0;
        while (model.inputs().get(numeric).categorical()) {
            numeric++;
        }
        Row one = model.newRow();
        one.number(numeric, Double.longBitsToDouble(0x7ff8000000000001L));
        Row other = model.newRow();
        other.number(numeric, Double.longBitsToDouble(0xfff8000000000099L));
        assertThat(print(one)).isEqualTo(print(other)).isEqualTo(print(model.newRow()));
    }

    @Test
    void allocatesNothing() throws Exception {
        Row row = blank(2);
        long[] into = new long[2];
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        row.fingerprint(HASH, into);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1000; i++) {
            row.fingerprint(HASH, into);
        }
        // The measurement itself may cost a few bytes; one array per call would be 32 000.
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    }
}
