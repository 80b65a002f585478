package dev.plumbline.scorer.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteTableTest {

    @Test
    void finds_what_a_map_finds_wherever_it_stands() {
        Random random = new Random(5);
        List<String> texts = new ArrayList<>(List.of("", "a", "seven77", "eight888", "nine 9999", "Österreich", "日本"));
        for (int i = 0; i < 3000; i++) {
            texts.add("level-" + "x".repeat(random.nextInt(20)) + random.nextInt(2000));
        }
        Map<String, Integer> map = new HashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            map.put(texts.get(i), i);
        }
        ByteTable table = new ByteTable(texts);
        for (int i = 0; i < 20_000; i++) {
            String text = i % 3 == 0 ? "level-" + random.nextInt(3000) : texts.get(random.nextInt(texts.size()));
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            int before = random.nextInt(4);
            byte[] around = new byte[before + bytes.length + random.nextInt(10)];
            random.nextBytes(around);
            System.arraycopy(bytes, 0, around, before, bytes.length);
            assertThat(table.find(around, before, before + bytes.length)).isEqualTo(map.getOrDefault(text, -1));
        }
    }

    @Test
    void sees_a_text_only_with_the_quote_behind_it() {
        ByteTable table = new ByteTable(List.of("age", "amount of all"));
        byte[] bytes = "\"age\",\"amount of all\"".getBytes(StandardCharsets.UTF_8);
        assertThat(table.isQuotedAt(0, bytes, 1)).isTrue();
        assertThat(table.isQuotedAt(1, bytes, 7)).isTrue();
        assertThat(table.isQuotedAt(0, bytes, 2)).isFalse();
        assertThat(table.isQuotedAt(1, bytes, 8)).isFalse();
        assertThat(table.isQuotedAt(0, "age".getBytes(StandardCharsets.UTF_8), 0))
                .isFalse();
    }
}
