package dev.plumbline.scorer.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlacementTest {

    private static final byte[] ONE_ROW = bytes("{\"instances\":[{\"a\":1,\"b\":[1,2,3]}]}");

    private static Cost of(long rowNanos) {
        Cost cost = new Cost();
        for (int i = 0; i < Cost.ENOUGH; i++) {
            cost.record(rowNanos * 3, 3);
        }
        return cost;
    }

    @Test
    void takes_the_event_loop_for_what_is_known_to_be_cheap() {
        Placement auto = new Placement(Placement.Mode.AUTO, 150, 16_384);
        assertThat(auto.inline(new Cost(), ONE_ROW, RowBound.OBJECTS))
                .as("not known yet")
                .isFalse();
        assertThat(auto.inline(of(5_000), ONE_ROW, RowBound.OBJECTS)).isTrue();
        assertThat(auto.inline(of(200_000), ONE_ROW, RowBound.OBJECTS))
                .as("a dear row")
                .isFalse();
        byte[] many = bytes("{\"instances\":[" + "{},".repeat(1000) + "{}]}");
        assertThat(auto.inline(of(5_000), many, RowBound.OBJECTS))
                .as("many cheap rows")
                .isFalse();
        byte[] large = bytes("{\"instances\":[{\"a\":\"" + "x".repeat(20_000) + "\"}]}");
        assertThat(auto.inline(of(5_000), large, RowBound.OBJECTS))
                .as("a large body")
                .isFalse();
        assertThat(new Placement(Placement.Mode.ALWAYS, 150, 16_384).inline(of(1), ONE_ROW, RowBound.OBJECTS))
                .isFalse();
        assertThat(new Placement(Placement.Mode.NEVER, 150, 16_384).inline(of(1 << 30), large, RowBound.OBJECTS))
                .isTrue();
    }

    @Test
    void notices_the_one_row_in_a_hundred_that_is_dear() {
        Cost cost = new Cost();
        for (int i = 0; i < 2000; i++) {
            cost.record(i % 500 == 0 ? 300_000 : 5_000, 1);
        }
        assertThat(cost.rowNanos()).as("the noise of a machine").isLessThan(25_000);
        for (int i = 0; i < 2000; i++) {
            cost.record(i % 100 == 0 ? 5_000_000 : 5_000, 1);
        }
        assertThat(cost.rowNanos()).isGreaterThan(300_000);
        for (int i = 0; i < 3000; i++) {
            cost.record(5_000, 1);
        }
        assertThat(cost.rowNanos()).as("a change shows").isBetween(5_000L, 6_000L);
    }

    @Test
    void never_counts_fewer_rows_than_a_body_has() {
        Random random = new Random(3);
        for (int i = 0; i < 3000; i++) {
            int rows = 1 + random.nextInt(30);
            StringBuilder objects = new StringBuilder("{\"instances\":[");
            StringBuilder flat = new StringBuilder();
            StringBuilder nested = new StringBuilder();
            for (int r = 0; r < rows; r++) {
                String text = random.nextBoolean() ? "\"[\\\"],[{" + r + "\"" : Integer.toString(r);
                objects.append(r == 0 ? "" : ",").append("{\"a\":").append(text).append('}');
                flat.append(r == 0 ? "" : " , ").append(text);
                nested.append(r == 0 ? "" : " ,\n ").append('[').append(text).append(']');
            }
            assertThat(RowBound.OBJECTS.atMost(bytes(objects + "]}"))).isGreaterThanOrEqualTo(rows);
            String tensor =
                    "{\"id\":\"],[\",\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[";
            assertThat(RowBound.ELEMENTS.atMost(bytes(tensor + flat + "]}]}"))).isGreaterThanOrEqualTo(rows);
            assertThat(RowBound.ELEMENTS.atMost(bytes(tensor + nested + "]}]}")))
                    .isGreaterThanOrEqualTo(rows);
        }
        String columns = "{\"name\":\"a\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[1]},";
        assertThat(RowBound.ELEMENTS.atMost(bytes("{\"inputs\":[" + columns.repeat(30) + "]}")))
                .as("thirty columns of one row are not taken for a hundred rows")
                .isLessThan(40);
    }

    @Test
    void counts_the_elements_of_nested_data_at_every_depth() {
        String line = "[" + "1,".repeat(59) + "1]";
        String square = "[" + (line + " , ").repeat(59) + line + "]";
        for (String data : new String[] {square, "[" + square + "]", "[[],[[" + square + "],[]]]"}) {
            byte[] body = bytes("{\"id\":\"a\",\"inputs\":[{\"name\":\"a\",\"data\":" + data
                    + ",\"shape\":[3600],\"datatype\":\"FP64\"}],\"outputs\":[{\"name\":\"b\"}]}");
            assertThat(RowBound.ELEMENTS.atMost(body)).isBetween(3600, 3610);
        }
    }

    @Test
    void counts_no_fewer_elements_than_any_nested_data_has() {
        Random random = new Random(5);
        for (int i = 0; i < 3000; i++) {
            int[] elements = new int[1];
            String data = nested(random, 3, elements);
            byte[] body = bytes("{\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":" + data
                    + "},{\"name\":\"b\",\"data\":[1]}]}");
            assertThat(RowBound.ELEMENTS.atMost(body)).as(data).isGreaterThanOrEqualTo(elements[0]);
        }
    }

    private static String nested(Random random, int depth, int[] elements) {
        StringBuilder data = new StringBuilder("[");
        for (int n = random.nextInt(5); n > 0; n--) {
            if (depth > 0 && random.nextBoolean()) {
                data.append(nested(random, depth - 1, elements));
            } else {
                data.append(random.nextBoolean() ? "\"]{[,\\\"}\"" : " 1 ");
                elements[0]++;
            }
            data.append(n == 1 ? "" : ",");
        }
        return data.append(']').toString();
    }

    @Test
    void requests_without_rows_say_nothing_of_what_a_row_costs() {
        Cost cost = of(100_000);
        long known = cost.rowNanos();
        for (int i = 0; i < 5000; i++) {
            cost.record(1_000, 0);
        }
        assertThat(cost.rowNanos()).isEqualTo(known);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
