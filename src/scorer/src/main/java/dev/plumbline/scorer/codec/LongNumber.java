package dev.plumbline.scorer.codec;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** A number without point and exponent that has more digits than a double may hold. */
record LongNumber(double value, String text) {

    /** Whole numbers below are doubles, and {@link CellWriter#levelOf} gives their own text. */
    private static final double SHORT = 1e15;

    /** The number that the parser stands on: a Double, or one of these. */
    static Object read(JsonParser parser) throws IOException {
        double value = parser.getDoubleValue();
        return Math.abs(value) < SHORT ? (Object) value : new LongNumber(value, parser.getText());
    }
}
