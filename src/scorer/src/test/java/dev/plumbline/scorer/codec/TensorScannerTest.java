package dev.plumbline.scorer.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.mojo.InputColumn;
import dev.plumbline.scorer.TestModels;
import dev.plumbline.scorer.serving.Scorer;
import dev.plumbline.scorer.serving.Serving;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick way through tensors against the careful one: the same bytes out, the same counts, the same errors. */
class TensorScannerTest {

    private static final Serving SERVING = TestModels.serving("gbm-binomial-v1", 1);
    private static final int MAX_ROWS = 3;
    private static final int MUTATIONS = Integer.getInteger("plumbline.bodies", 20_000);

    private static Optional<Scored> quick(Serving serving, byte[] body) {
        RowNames names = RowNames.of(serving.model());
        return new TensorScanner(serving.model(), names).score(serving, Scorer.DIRECT.open(serving), body, MAX_ROWS);
    }

    private static String careful(Serving serving, byte[] body) {
        return Seen.of(() -> TensorProtocol.carefully(serving, Scorer.DIRECT, body, MAX_ROWS));
    }

    private static String both(Serving serving, byte[] body) {
        return Seen.of(() -> TensorProtocol.score(serving, Scorer.DIRECT, body, MAX_ROWS));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String columns() {
        return String.join(
                        "",
                        SERVING.model().inputs().stream().map(any -> ",null").toList())
                .substring(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"inputs\":[{\"name\":\"age\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[37.5]}]}",
                " { \"id\" : \"a-1\" , \"inputs\" : [ { \"data\" : [ 1 , null ] , \"name\":\"age\", \"shape\": [ 2 , 1 ]"
                        + ", \"datatype\":\"INT64\" } ] , \"outputs\" : [ {\"name\":\"yes\"}, {\"name\":\"predict\"} ] } \n",
                "{\"inputs\":[{\"name\":\"country\",\"shape\":[3],\"datatype\":\"BYTES\",\"data\":[\"IT\",\"ZZ\",null]},"
                        + "{\"name\":\"amount\",\"shape\":[3],\"datatype\":\"BYTES\",\"data\":[\"60.72\",\"1e3\",\"7\"]},"
                        + "{\"name\":\"weekend\",\"shape\":[3],\"datatype\":\"BOOL\",\"data\":[true,false,null]},"
                        + "{\"name\":\"store\",\"shape\":[3],\"datatype\":\"INT32\",\"data\":[7,42,-0]}]}",
                "{\"inputs\":[{\"name\":\"age\",\"shape\":[3],\"datatype\":\"FP64\",\"data\":[[1,[2]],[],[[],3]]}]}",
                "{\"inputs\":[{\"name\":\"age\",\"shape\":[2,1],\"datatype\":\"FP64\",\"data\":[ [ 1 ] , [2 ] ]}]}",
                "{\"inputs\":[{\"name\":\"age\",\"shape\":[0],\"datatype\":\"FP32\",\"data\":[]}],\"outputs\":[]}",
                "{\"inputs\":[{\"name\":\"all\",\"shape\":[1,COLUMNS],\"datatype\":\"BYTES\",\"data\":[NULLS]}]}",
                "{\"inputs\":[{\"name\":\"all\",\"shape\":[0,COLUMNS],\"datatype\":\"FP16\",\"data\":[]}]}"
            })
    void takes_plain_bodies_and_says_what_the_careful_way_says(String pattern) {
        String body = pattern.replace(
                        "COLUMNS", Integer.toString(SERVING.model().inputs().size()))
                .replace("NULLS", columns());
        Optional<Scored> answer = quick(SERVING, bytes(body));
        assertThat(answer).isPresent();
        assertThat(Seen.of(answer.get())).isEqualTo(careful(SERVING, bytes(body)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {}
                    {"inputs":[]}
                    {"id":"x"}
                    {"inputs":[{"name":"colour","shape":[1],"datatype":"FP64","data":[1]}]}
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64","data":[[[[[1]]]]]}]}
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64","data":[[1,]]}]}
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64","data":[1,[]}]}
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64","data":[[1]}]}
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64","data":[1]]}]}
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64","data":[1,]]}]}
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64","data":[1,2]}]}
                    {"inputs":[{"name":"age","shape":[2],"datatype":"FP64","data":[1,]}]}
                    {"inputs":[{"name":"age","shape":[2],"datatype":"FP64","data":[,1]}]}
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64","data":[1 2]}]}
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64","data":[nullx]}]}
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64","data":["1"]}]}
                    {"inputs":[{"name":"age","shape":[1],"datatype":"BYTES","data":[1]}]}
                    {"inputs":[{"name":"age","shape":[1],"datatype":"BYTES","data":["-0"]}]}
                    {"inputs":[{"name":"age","shape":[1],"datatype":"BYTES","data":[" 1"]}]}
                    {"inputs":[{"name":"age","shape":[1],"datatype":"BOOL","data":[true]}]}
                    {"inputs":[{"name":"age","shape":[1],"datatype":"INT8","data":[1.5]}]}
                    {"inputs":[{"name":"age","shape":[1],"datatype":"INT8","data":[true]}]}
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP65","data":[1]}]}
                    {"inputs":[{"name":"age","shape":[01],"datatype":"FP64","data":[1]}]}
                    {"inputs":[{"name":"age","shape":[-1],"datatype":"FP64","data":[1]}]}
                    {"inputs":[{"name":"age","shape":[1,2],"datatype":"FP64","data":[1,2]}]}
                    {"inputs":[{"name":"age","shape":[1,1,1],"datatype":"FP64","data":[1]}]}
                    {"inputs":[{"name":"age","shape":[4],"datatype":"FP64","data":[1,2,3,4]}]}
                    {"inputs":[{"name":"age","shape":[9999999999],"datatype":"FP64","data":[1]}]}
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64","data":[1e400]}]}
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64","data":[1],"data":[2]}]}
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64","data":[1],"parameters":{"a":1}}]}
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64"}]}
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64","data":[1]}],"outputs":[{"name":"x"}]}
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64","data":[1]}],"outputs":[{}]}
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64","data":[1]}],"parameters":{}}
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64","data":[1]}],"id":"\\u0041"}
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64","data":[1]}],"id":1}
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64","data":[1]}]}x
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64","data":[1]}
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64","data":[1
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64","data":[
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64","data":[1]},{"name":"age","shape":[1],"datatype":"FP64","data":[1]}]}
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64","data":[1]},{"name":"hour","shape":[2],"datatype":"FP64","data":[1,2]}]}
                    {"inputs":[{"name":"country","shape":[1],"datatype":"BYTES","data":["Österreich"]}]}
                    """)
    void leaves_everything_else_to_the_careful_way(String body) {
        assertThat(quick(SERVING, bytes(body))).isEmpty();
        assertThat(both(SERVING, bytes(body))).isEqualTo(careful(SERVING, bytes(body)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"name\":\"yes\"},{\"name\":\"yes\"}]",
                "[{\"name\":\"yes\"},{\"name\":\"no\"},{\"name\":\"yes\"}]",
                "[{\"name\":\"yes\"},{\"name\":\"no\"},{\"parameters\":{},\"name\":\"y\\u0065s\"}]",
            })
    void refuses_an_output_that_is_named_twice(String outputs) {
        byte[] body = bytes("{\"inputs\":[{\"name\":\"age\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[1]}],"
                + "\"outputs\":" + outputs + "}");
        assertThat(quick(SERVING, body)).isEmpty();
        assertThat(both(SERVING, body))
                .isEqualTo(careful(SERVING, body))
                .contains("outputs[")
                .contains("].name: given twice");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"id":"a","inputs":[],"id":"b"}                             | id: given twice
                    {"inputs":[TENSOR],"inputs":[TENSOR]}                       | inputs: given twice
                    {"inputs":[TENSOR],"outputs":[],"outputs":[]}               | outputs: given twice
                    {"inputs":[{"name":"age","shape":[1],"data":[1],"data":[]}] | inputs[0].data: given twice
                    {"inputs":[{"name":"age","shape":[1],"shape":[1]}]}         | inputs[0].shape: given twice
                    {"inputs":[{"name":"age","name":"hour"}]}                   | inputs[0].name: given twice
                    {"inputs":[{"datatype":"FP64","datatype":"FP64"}]}          | inputs[0].datatype: given twice
                    {"outputs":[{"name":"no"},{"name":"yes","name":"no"}]}      | outputs[1].name: given twice
                    """)
    void refuses_a_field_that_is_given_twice(String pattern, String problem) {
        byte[] body =
                bytes(pattern.replace("TENSOR", "{\"name\":\"age\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[1]}"));
        assertThat(quick(SERVING, body)).isEmpty();
        assertThat(both(SERVING, body)).isEqualTo(careful(SERVING, body)).isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "INT8,127,true",
        "INT8,128,false",
        "INT8,300,false",
        "INT8,-128,true",
        "INT8,-129,false",
        "INT8,1e2,true",
        "INT16,32767,true",
        "INT16,32768,false",
        "INT16,-32769,false",
        "INT32,2147483647,true",
        "INT32,2147483648,false",
        "INT32,-2147483648,true",
        "INT64,9223372036854775807,true",
        "INT64,9223372036854775808,false",
        "INT64,1e19,false",
        "INT64,-9223372036854775808,true",
        "INT64,-9223372036854775809,false",
        "UINT8,255,true",
        "UINT8,256,false",
        "UINT8,-1,false",
        "UINT8,-0,true",
        "UINT16,65535,true",
        "UINT16,65536,false",
        "UINT32,4294967295,true",
        "UINT32,4294967296,false",
        "UINT64,18446744073709551615,true",
        "UINT64,18446744073709551616,false",
        "UINT64,-1,false",
    })
    void refuses_what_is_beyond_the_range_of_its_datatype(String datatype, String number, boolean good) {
        byte[] body = bytes("{\"inputs\":[{\"name\":\"age\",\"shape\":[1],\"datatype\":\"" + datatype + "\",\"data\":["
                + number + "]}]}");
        assertThat(both(SERVING, body)).isEqualTo(careful(SERVING, body));
        if (good) {
            assertThat(careful(SERVING, body)).contains("\"outputs\":[");
        } else {
            assertThat(quick(SERVING, body)).isEmpty();
            assertThat(careful(SERVING, body)).isEqualTo("inputs[0].data[0]: is not a value of datatype " + datatype);
        }
    }

    @ParameterizedTest
    @CsvSource({"INT8,-128", "INT64,1234567890123456789", "UINT8,255", "UINT64,0"})
    void takes_whole_numbers_in_their_range_the_quick_way(String datatype, String number) {
        byte[] body = bytes("{\"inputs\":[{\"name\":\"age\",\"shape\":[1],\"datatype\":\"" + datatype + "\",\"data\":["
                + number + "]}]}");
        assertThat(quick(SERVING, body)).isPresent();
    }

    @Test
    void forgets_from_one_request_to_the_next_which_outputs_were_asked_for() {
        TensorScanner scanner = new TensorScanner(SERVING.model(), RowNames.of(SERVING.model()));
        byte[] body = bytes("{\"inputs\":[{\"name\":\"age\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[1]}],"
                + "\"outputs\":[{\"name\":\"yes\"}]}");
        for (int i = 0; i < 3; i++) {
            assertThat(scanner.score(SERVING, Scorer.DIRECT.open(SERVING), body, MAX_ROWS))
                    .isPresent();
        }
    }

    @Test
    void answers_the_rows_of_every_model_as_the_careful_way_does() throws Exception {
        for (String name : TestModels.names()) {
            Serving serving = TestModels.serving(name, 1);
            int taken = 0;
            for (JsonNode question : TestModels.recorded(name).get("rows")) {
                byte[] body = TestModels.JSON.writeValueAsBytes(tensors(serving, question.get("input")));
                taken += quick(serving, body).isPresent() ? 1 : 0;
                assertThat(both(serving, body)).as(name).isEqualTo(careful(serving, body));
            }
            assertThat(taken).as(name).isPositive();
        }
    }

    private static ObjectNode tensors(Serving serving, JsonNode row) {
        ObjectNode root = TestModels.JSON.createObjectNode();
        ArrayNode inputs = root.putArray("inputs");
        for (InputColumn column : serving.model().inputs()) {
            if (row.has(column.name())) {
                JsonNode value = row.get(column.name());
                ObjectNode tensor = inputs.addObject().put("name", column.name());
                tensor.putArray("shape").add(1);
                tensor.put("datatype", value.isTextual() ? "BYTES" : value.isBoolean() ? "BOOL" : "FP64");
                tensor.putArray("data").add(value);
            }
        }
        return root;
    }

    @Test
    void says_the_same_about_any_mutation_of_a_body() {
        Random random = new Random(Long.getLong("plumbline.seed", 11));
        List<byte[]> sources = Stream.of(
                        "{\"inputs\":[{\"name\":\"amount\",\"shape\":[2],\"datatype\":\"FP64\",\"data\":[60.72,-1.5e2]},"
                                + "{\"name\":\"country\",\"shape\":[2],\"datatype\":\"BYTES\",\"data\":[\"IT\",\"ZZ\"]}]}",
                        "{\"id\":\"7\",\"inputs\":[{\"name\":\"store\",\"shape\":[1],\"datatype\":\"INT64\",\"data\":[7]},"
                                + "{\"name\":\"weekend\",\"shape\":[1],\"datatype\":\"BOOL\",\"data\":[true]}],"
                                + "\"outputs\":[{\"name\":\"yes\"}]}",
                        "{ \"inputs\" : [ {\"datatype\":\"BYTES\", \"data\": [\"0.5\", null, \"ÖÄ\"],"
                                + " \"shape\" : [3, 1], \"name\":\"age\"} ] }",
                        "{\"inputs\":[{\"name\":\"hour\",\"shape\":[2,1],\"datatype\":\"FP64\",\"data\":[[1],[2]]}]}",
                        "{\"inputs\":[{\"name\":\"m\",\"shape\":[1,COLUMNS],\"datatype\":\"BYTES\",\"data\":[NULLS]}]}")
                .map(text -> bytes(
                        text.replace("COLUMNS", "" + SERVING.model().inputs().size())
                                .replace("NULLS", columns())))
                .toList();
        int taken = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] body = Mutations.of(sources.get(i % sources.size()), random);
            taken += quick(SERVING, body).isPresent() ? 1 : 0;
            assertThat(both(SERVING, body))
                    .as(() -> new String(body, StandardCharsets.ISO_8859_1))
                    .isEqualTo(careful(SERVING, body));
        }
        // A tensor is mostly names and signs, so that few mutations leave it plain.
        assertThat(taken).isBetween(MUTATIONS / 300, MUTATIONS);
    }

    @Test
    void allocates_little_more_than_the_answer() {
        byte[] body = bytes("{\"inputs\":[{\"name\":\"age\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[37.5]},"
                + "{\"name\":\"country\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"IT\"]}]}");
        TensorScanner scanner = new TensorScanner(SERVING.model(), RowNames.of(SERVING.model()));
        Scorer.Rows scorer = Scorer.DIRECT.open(SERVING);
        scanner.score(SERVING, scorer, body, MAX_ROWS);
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1000; i++) {
            scanner.score(SERVING, scorer, body, MAX_ROWS);
        }
        // The answer of about 400 bytes, its record and its counts; interpreted code included.
        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 1000).isLessThan(900);
    }
}
