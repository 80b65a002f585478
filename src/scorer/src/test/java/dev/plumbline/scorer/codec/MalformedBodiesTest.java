package dev.plumbline.scorer.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.scorer.TestModels;
import dev.plumbline.scorer.serving.Serving;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c0af",
                "c1bf",
                "e08080",
                "f08080af", // overlong
                "f4908080",
                "f5808080", // beyond the last character
                "eda080",
                "edb080", // halves of a pair
                "80",
                "c3",
                "e282",
                "ff"
            })
    void takes_no_text_that_is_not_utf_8(String hexadecimal) {
        String wrong = new String(HexFormat.of().parseHex(hexadecimal), StandardCharsets.ISO_8859_1);
        for (String body : new String[] {
            "{\"instances\":[{\"country\":\"?\"}]}",
            "{\"instances\":[{\"colour\":\"?\"}]}",
            "{\"instances\":[{\"?\":1}]}",
            "{\"instances\":[{\"colour\":[{\"?\":1}]}]}",
            "{\"instances\":[{}],\"more\":\"?\"}",
            "{\"instances\":[{\"colour\":\"" + "ä".repeat(5000) + "?\"}]}"
        }) {
            assertThat(answers(bytes(body, wrong), true)).as(body).isZero();
            assertThat(answers(bytes(body, "ä€😀"), true)).as(body).isOne();
        }
        for (String body : new String[] {
            "{\"inputs\":[{\"name\":\"country\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"?\"]}]}",
            "{\"id\":\"?\",\"inputs\":[{\"name\":\"age\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[1]}]}",
            "{\"inputs\":[{\"name\":\"age\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[1]},"
                    + "{\"name\":\"?\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[1]}]}"
        }) {
            assertThat(answers(bytes(body, wrong), false)).as(body).isZero();
            assertThat(answers(bytes(body, "ä€😀"), false)).as(body).isOne();
        }
    }

    /** With bytes, one for each character of Latin 1, or with text in the place of the question mark. */
    private static byte[] bytes(String body, String text) {
        int at = body.indexOf('?');
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(body.substring(0, at).getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(text.getBytes(text.startsWith("ä€") ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body.substring(at + 1).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE"})
    void takes_no_other_encoding(String charset) {
        assertThat(answers("{\"instances\":[{}]}".getBytes(Charset.forName(charset)), true))
                .isZero();
    }

    @Test
    void takes_a_byte_order_mark_of_utf_8() {
        assertThat(answers("\ufeff{\"instances\":[{}]}".getBytes(StandardCharsets.UTF_8), true))
                .isOne();
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
