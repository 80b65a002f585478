package dev.plumbline.rollout;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A measurement that a metrics server makes.
 *
 * @param name as the spec calls it
 * @param text in the language of the server; it must answer one number
 */
public record Query(String name, String text, OptionalDouble min, OptionalDouble max) {

    /** What is wrong with this value; empty when it lies within the bounds. */
    Optional<String> broken(double value) {
        return Analysis.broken(name, value, min, max);
    }
}
