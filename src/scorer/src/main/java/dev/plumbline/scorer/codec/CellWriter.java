package dev.plumbline.scorer.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.plumbline.mojo.InputColumn;
import dev.plumbline.mojo.LoadedModel;
import dev.plumbline.mojo.Row;
import java.io.IOException;

/**
 * Puts one JSON value into one column of a row. The rules are those of the documentation: null is a missing value, a
 * numeric column takes a number or text that is one, a categorical column takes text, a boolean or a number by its text.
 */
final class CellWriter {

    private final LoadedModel model;
    private final Row row;
    private final Tally tally;

    CellWriter(LoadedModel model, Row row, Tally tally) {
        this.model = model;
        this.row = row;
        this.tally = tally;
    }

    /** Writes the value that the parser stands on; {@code path} is asked for only when something is wrong. */
    void write(int column, JsonParser parser, Path path) throws IOException, BadInput {
        JsonToken token = parser.currentToken();
        switch (token) {
            case VALUE_NULL -> {}
            case VALUE_NUMBER_INT -> integer(column, parser.getDoubleValue(), parser.getText(), path);
            case VALUE_NUMBER_FLOAT -> number(column, parser.getDoubleValue(), path);
            case VALUE_STRING -> text(column, parser.getText(), path);
            case VALUE_TRUE -> bool(column, true, path);
            case VALUE_FALSE -> bool(column, false, path);
            default -> throw wrongType(column, Json.typeOf(token), path);
        }
    }

    /** A number without point and exponent: a level may have more digits than a double. */
    void integer(int column, double value, String text, Path path) throws BadInput {
        if (value != 0 && Double.isFinite(value) && model.inputs().get(column).categorical()) {
            level(column, text);
        } else {
            number(column, value, path);
        }
    }

    void number(int column, double value, Path path) throws BadInput {
        if (!Double.isFinite(value)) {
            throw BadInput.at(path.text(), "the number is too large for a double");
        }
        if (model.inputs().get(column).categorical()) {
            level(column, levelOf(value));
        } else {
            row.number(column, value);
        }
    }

    void text(int column, String value, Path path) throws BadInput {
        InputColumn input = model.inputs().get(column);
        if (input.categorical()) {
            level(column, value);
            return;
        }
        try {
            double number = Double.parseDouble(value.strip());
            if (Double.isFinite(number)) {
                row.number(column, number);
                return;
            }
        } catch (NumberFormatException notANumber) {
            // Answered below.
        }
        throw wrongType(column, "text that is not a finite number", path);
    }

    void bool(int column, boolean value, Path path) throws BadInput {
        if (!model.inputs().get(column).categorical()) {
            throw wrongType(column, "a boolean", path);
        }
        level(column, Boolean.toString(value));
    }

    private void level(int column, String level) {
        if (!row.level(column, level)) {
            tally.unknownLevels++;
        }
    }

    /** A level that is a whole number is trained as "7", never as "7.0". */
    static String levelOf(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private BadInput wrongType(int column, String found, Path path) {
        String wanted = model.inputs().get(column).categorical() ? "text" : "a number";
        return BadInput.at(path.text(), "expected " + wanted + " or null, found " + found);
    }

    /** Where a value stands, such as {@code instances[3].amount}. */
    @FunctionalInterface
    interface Path {
        String text();
    }
}
