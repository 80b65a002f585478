import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jpmml.evaluator.FieldValue;

/**
 * Times JPMML's evaluator on rows that it has in its own form already, as the flat arrays have theirs: the best round
 * over all rows of those in ten seconds, three at least. MODEL.pmml ROWS.json OUTPUT.f32, where the output has each row's
 * probability as a 32-bit float.
 */
class JpmmlRows {

    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int LEAST_ROUNDS = 3;

    public static void main(String[] args) throws Exception {
        Pmml model = Pmml.load(args[0]);
        List<Map<String, FieldValue>> rows = new ArrayList<>();
        new ObjectMapper().readTree(Path.of(args[1]).toFile()).forEach(row -> rows.add(model.arguments(row)));
        ByteBuffer answers = ByteBuffer.allocate(rows.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        rows.forEach(row -> answers.putFloat((float) model.yes(row)));
        Files.write(Path.of(args[2]), answers.array());
        double best = Double.POSITIVE_INFINITY;
        double sum = 0;
        int rounds = 0;
        long start = System.nanoTime();
        for (long now = start; rounds < LEAST_ROUNDS || now - start < WARM_UP_NANOS + NANOS; ) {
            for (Map<String, FieldValue> row : rows) {
                sum += model.yes(row);
            }
            long end = System.nanoTime();
            if (end - start > WARM_UP_NANOS) {
                best = Math.min(best, (end - now) / (double) rows.size());
                rounds++;
            }
            now = end;
        }
        System.out.printf(Locale.ROOT, "%.1f %.3f%n", best, sum);
    }
}
