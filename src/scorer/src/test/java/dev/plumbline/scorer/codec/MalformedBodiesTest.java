package dev.plumbline.scorer.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.scorer.TestModels;
import dev.plumbline.scorer.serving.Serving;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bodies that no client would send: the answer is a prediction or a BadInput, and never anything else. */
class MalformedBodiesTest {

    private static final Serving SERVING = TestModels.serving("gbm-binomial-v1", 1);
    private static final int MUTATIONS = Integer.getInteger("plumbline.bodies", 10_000);

    private static final String ROWS =
            "{\"instances\":[{\"amount\":60.72,\"age\":37,\"country\":\"IT\",\"weekend\":\"true\",\"x\":[1,{\"a\":null}]}]}";
    private static final String TENSORS =
            "{\"id\":\"a\",\"inputs\":[{\"name\":\"amount\",\"shape\":[2],\"datatype\":\"FP64\",\"data\":[1.5,null]},"
                    + "{\"name\":\"country\",\"shape\":[2,1],\"datatype\":\"BYTES\",\"data\":[[\"IT\"],[\"ZZ\"]]}]}";

    @Test
    void any_mutation_of_a_body_is_answered_or_refused() {
        Random random = new Random(Long.getLong("plumbline.seed", 11));
        int answered = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            answered += answers(mutate(ROWS, random), true) + answers(mutate(TENSORS, random), false);
        }
        assertThat(answered).isBetween(1, 2 * MUTATIONS - 1);
    }

    @Test
    void bounds_depth_numbers_names_and_texts() {
        String deep = "[".repeat(100_000);
        for (String value : new String[] {
            deep,
            "1" + "0".repeat(1_000_000),
            "\"" + "x".repeat(1_000_000) + "\"",
            "{\"" + "n".repeat(100_000) + "\":1}",
            "\"\\ud800\"",
            "1e99999999999",
            "-",
            "+1",
            "0x10",
            "Infinity",
            "'a'",
            "tru",
            "nul",
            "\u0000"
        }) {
            byte[] rows = ("{\"instances\":[{\"age\":" + value + "}]}").getBytes(StandardCharsets.UTF_8);
            assertThat(answers(rows, true))
                    .as(value.substring(0, Math.min(20, value.length())))
                    .isZero();
            byte[] other = ("{\"instances\":[{}],\"ignored\":" + deep).getBytes(StandardCharsets.UTF_8);
            assertThat(answers(other, true)).isZero();
        }
    }

    private static int answers(byte[] body, boolean rows) {
        try {
            Scored scored = rows ? RowProtocol.score(SERVING, body, 100) : TensorProtocol.score(SERVING, body, 100);
            assertThat(scored.body()).isNotEmpty();
            return 1;
        } catch (BadInput refused) {
            assertThat(refused.getMessage()).isNotBlank().doesNotContain("Exception", "com.", "java.");
            return 0;
        }
    }

    private static byte[] mutate(String text, Random random) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes[at] = (byte) "{}[],:\"0-e.nt".charAt(random.nextInt(13));
                default -> bytes = java.util.Arrays.copyOf(bytes, Math.max(1, at));
            }
        }
        return bytes;
    }
}
