package dev.plumbline.rollout;

import java.util.List;
import java.util.Map;

/**
 * What is known from elsewhere of a record that was lost.
 *
 * @param heard requests that must not be carried out again
 * @param rejections of models that were given up; the one that counts most is the last
 */
public record Remembered(Map<Verb, Heard> heard, List<Rejection> rejections) {

    public Remembered {
        heard = Map.copyOf(heard);
        rejections = List.copyOf(rejections);
    }

    public static Remembered nothing() {
        return new Remembered(Map.of(), List.of());
    }
}
