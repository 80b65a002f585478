package dev.plumbline.generator.cel;

import java.util.List;

/**
 * The text of a refusal, with the numbers of the object that is refused. It becomes CEL's {@code format}: the API server
 * counts the cost of joining texts by their longest size, and takes that for boundless when a number is among them.
 */
sealed interface Text {

    /** CEL that yields the text within the frame of its rule. */
    String cel(String before, String after);

    /** @param template with {@code %s} for each argument @param arguments CEL of any type */
    static Text of(String template, String... arguments) {
        return new Plain(template, List.of(arguments));
    }

    /** The first text where the condition holds, else the second. */
    static Text when(String condition, Text then, Text otherwise) {
        return new Choice(condition, then, otherwise);
    }

    record Plain(String template, List<String> arguments) implements Text {
        @Override
        public String cel(String before, String after) {
            String literal = "'" + (before + template + after).replace("'", "\\'") + "'";
            return arguments.isEmpty() ? literal : literal + ".format([" + String.join(", ", arguments) + "])";
        }
    }

    record Choice(String condition, Text then, Text otherwise) implements Text {
        @Override
        public String cel(String before, String after) {
            return "%s ? %s : %s".formatted(condition, then.cel(before, after), otherwise.cel(before, after));
        }
    }
}
