package dev.plumbline.scorer.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortionsTest {

    @Test
    void does_everything_once_in_order_and_lets_others_come_between() {
        var waiting = new ArrayDeque<Runnable>();
        List<Integer> things = IntStream.range(0, 2 * Portions.EACH + 3).boxed().toList();
        List<Integer> done = new ArrayList<>();
        new Portions(waiting::add).each(things, done::add);
        List<Integer> turns = new ArrayList<>(List.of(done.size()));
        while (!waiting.isEmpty()) {
            waiting.poll().run();
            turns.add(done.size());
        }
        assertThat(done).isEqualTo(things);
        assertThat(turns).containsExactly(Portions.EACH, 2 * Portions.EACH, 2 * Portions.EACH + 3);
    }

    @Test
    void asks_for_no_turn_when_nothing_is_left() {
        var waiting = new ArrayDeque<Runnable>();
        new Portions(waiting::add)
                .each(IntStream.range(0, Portions.EACH).boxed().toList(), thing -> {});
        assertThat(waiting).isEmpty();
    }
}
