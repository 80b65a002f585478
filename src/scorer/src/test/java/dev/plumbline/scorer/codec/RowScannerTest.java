package dev.plumbline.scorer.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.scorer.TestModels;
import dev.plumbline.scorer.serving.Scorer;
import dev.plumbline.scorer.serving.Serving;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick way through a body against the careful one: the same bytes out, the same counts, the same errors. */
class RowScannerTest {

    private static final Serving SERVING = TestModels.serving("gbm-binomial-v1", 1);
    private static final int MAX_ROWS = 3;
    private static final int MUTATIONS = Integer.getInteger("plumbline.bodies", 20_000);

    private static Optional<Scored> quick(Serving serving, byte[] body) {
        RowNames names = RowNames.of(serving.model());
        return new RowScanner(serving.model(), names).score(serving, Scorer.DIRECT.open(serving), body, MAX_ROWS);
    }

    private static String careful(Serving serving, byte[] body) {
        return Seen.of(() -> RowProtocol.carefully(serving, Scorer.DIRECT, body, MAX_ROWS));
    }

    private static String both(Serving serving, byte[] body) {
        return Seen.of(() -> RowProtocol.score(serving, Scorer.DIRECT, body, MAX_ROWS));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"instances\":[]}",
                " { \"instances\" : [ { } , {\"age\":1} ] } \n",
                "{\"instances\":[{\"amount\":60.72,\"age\":37,\"country\":\"IT\",\"weekend\":true,\"store\":7}]}",
                "{\"instances\":[{\"store\":\"42\",\"amount\":1e3,\"country\":null},{\"amount\":-0,\"store\":7.5}]}",
                "{\"instances\":[{\"country\":\"ZZ\",\"colour\":\"red\",\"n\":1.5,\"t\":true,\"f\":false,\"z\":null}]}",
                "{\"instances\":[{\"amount\":123456789.12345678901,\"age\":0.1234567890123456789}]}"
            })
    void takes_plain_bodies_and_says_what_the_careful_way_says(String body) {
        Optional<Scored> answer = quick(SERVING, bytes(body));
        assertThat(answer).isPresent();
        assertThat(Seen.of(answer.get())).isEqualTo(careful(SERVING, bytes(body)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"instances":[{"age":"37"}]}
                    {"instances":[{"country":"\\u0049T"}]}
                    {"instances":[{"x":{"deep":[1]}}]}
                    {"instances":[{"age":1}],"more":1}
                    {"more":1,"instances":[{"age":1}]}
                    {"instances":[{"country":"Österreich"}]}
                    {"instances":[{},{},{},{}]}
                    {"instances":[{"age":1,"age":2}]}
                    {"instances":[{"age":1e400}]}
                    {"instances":[{"age":true}]}
                    {"instances":[{"age":1,}]}
                    {"instances":[{"age":01}]}
                    {"instances":[{"age":1}]}x
                    """)
    void leaves_everything_else_to_the_careful_way(String body) {
        assertThat(quick(SERVING, bytes(body))).isEmpty();
        assertThat(both(SERVING, bytes(body))).isEqualTo(careful(SERVING, bytes(body)));
    }

    @Test
    void follows_any_order_of_columns_and_learns_it() {
        String first =
                "{\"instances\":[{\"store\":\"7\",\"age\":37,\"amount\":5},{\"amount\":5,\"age\":37,\"store\":\"7\"}]}";
        for (int i = 0; i < 3; i++) {
            assertThat(both(SERVING, bytes(first))).isEqualTo(careful(SERVING, bytes(first)));
        }
    }

    @Test
    void answers_the_rows_of_every_model_as_the_careful_way_does() throws Exception {
        for (String name : TestModels.names()) {
            Serving serving = TestModels.serving(name, 1);
            for (var question : TestModels.recorded(name).get("rows")) {
                ObjectNode root = TestModels.JSON.createObjectNode();
                ArrayNode instances = root.putArray("instances");
                instances.add(question.get("input"));
                byte[] body = TestModels.JSON.writeValueAsBytes(root);
                assertThat(both(serving, body)).as(name).isEqualTo(careful(serving, body));
            }
        }
    }

    @Test
    void says_the_same_about_any_mutation_of_a_body() {
        Random random = new Random(Long.getLong("plumbline.seed", 7));
        List<byte[]> sources = new ArrayList<>(List.of(
                bytes(
                        "{\"instances\":[{\"amount\":60.72,\"age\":37,\"country\":\"IT\",\"weekend\":\"true\",\"x\":1}]}"),
                bytes(
                        "{\"instances\":[{\"store\":7,\"channel\":\"web\",\"hour\":-1.5e2},{\"age\":null,\"weekend\":true}]}"),
                bytes("{\"instances\" : [ {\"country\":\"ÖÄ\", \"amount\":0.12345678901234567} ] }")));
        int taken = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] body = Mutations.of(sources.get(i % sources.size()), random);
            taken += quick(SERVING, body).isPresent() ? 1 : 0;
            assertThat(both(SERVING, body))
                    .as(() -> new String(body, StandardCharsets.ISO_8859_1))
                    .isEqualTo(careful(SERVING, body));
        }
        assertThat(taken).isBetween(MUTATIONS / 100, MUTATIONS);
    }

    @Test
    void allocates_little_more_than_the_answer() {
        byte[] body = bytes("{\"instances\":[{\"amount\":60.72,\"age\":37,\"country\":\"IT\",\"weekend\":\"true\"}]}");
        RowNames names = RowNames.of(SERVING.model());
        RowScanner scanner = new RowScanner(SERVING.model(), names);
        Scorer.Rows scorer = Scorer.DIRECT.open(SERVING);
        scanner.score(SERVING, scorer, body, MAX_ROWS);
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1000; i++) {
            scanner.score(SERVING, scorer, body, MAX_ROWS);
        }
        // The answer of 150 bytes, its record and its counts; interpreted code included.
        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 1000).isLessThan(400);
    }
}
