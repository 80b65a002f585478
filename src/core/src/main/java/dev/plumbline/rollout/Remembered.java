package dev.plumbline.rollout;

import java.util.Map;
import java.util.Optional;

/**
 * What is known from elsewhere of a record that was lost.
 *
 * @param heard requests that must not be carried out again
 * @param rejection of a model that was given up
 */
public record Remembered(Map<Verb, Heard> heard, Optional<Rejection> rejection) {

    public Remembered {
        heard = Map.copyOf(heard);
    }

    public static Remembered nothing() {
        return new Remembered(Map.of(), Optional.empty());
    }
}
