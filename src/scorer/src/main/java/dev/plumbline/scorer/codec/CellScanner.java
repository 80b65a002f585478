package dev.plumbline.scorer.codec;

import dev.plumbline.mojo.Row;
import java.nio.charset.StandardCharsets;

/**
 * Puts a value that stands in the bytes of a body into a column of a row, by the rules of {@link CellWriter}. What is
 * unusual or wrong is left to that. For one thread; used again for the next body.
 */
final class CellScanner {

    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final RowNames names;
    private final Row row;
    private final NumberText number = new NumberText();
    private byte[] body = {};
    private Tally tally = new Tally();

    CellScanner(RowNames names, Row row) {
        this.names = names;
        this.row = row;
    }

    void begin(byte[] request, Tally counts) {
        body = request;
        tally = counts;
    }

    void end() {
        body = new byte[0];
    }

    /** @return the position after the value; {@link Text#UNUSUAL} for one that is not plain and good */
    int value(int column, int at) {
        if (at >= body.length) {
            return Text.UNUSUAL;
        }
        boolean categorical = names.categorical(column);
        switch (body[at]) {
            case '"':
                return categorical ? level(column, at + 1) : Text.UNUSUAL;
            case 'n':
                return Text.at(body, at, NULL) ? at + NULL.length : Text.UNUSUAL;
            case 't':
                return categorical && Text.at(body, at, TRUE) ? level(column, "true", at + TRUE.length) : Text.UNUSUAL;
            case 'f':
                return categorical && Text.at(body, at, FALSE)
                        ? level(column, "false", at + FALSE.length)
                        : Text.UNUSUAL;
            default:
                int end = number.read(body, at);
                if (end >= 0 && categorical) {
                    return numberedLevel(column, at, end);
                }
                if (end >= 0) {
                    row.number(column, number.value());
                }
                return end;
        }
    }

    /** A whole number is the text of its level as it stands, but for a negative zero. */
    private int numberedLevel(int column, int at, int end) {
        if (!number.isInteger() || number.value() == 0) {
            return level(column, CellWriter.levelOf(number.value()), end);
        }
        int level = names.level(column, body, at, end);
        return level >= 0 && row.levelIndex(column, level)
                ? end
                : level(column, new String(body, at, end - at, StandardCharsets.US_ASCII), end);
    }

    /** A numeric column whose number is written as a text, read from its opening quote. */
    int quotedNumber(int column, int at) {
        int end = number.read(body, at + 1);
        // A text may say -0, which is another double than the 0 that a number -0 is.
        if (end < 0 || end >= body.length || body[end] != '"' || number.value() == 0 && body[at + 1] == '-') {
            return Text.UNUSUAL;
        }
        row.number(column, number.value());
        return end + 1;
    }

    /** Whether the number that was read last is surely of a kind: at the least of 64 bits its digits decide. */
    boolean within(Kind kind) {
        return kind.holds(number.value()) && number.value() > -0x1p63;
    }

    private int level(int column, int from) {
        int end = Text.endOfText(body, from);
        if (end < 0) {
            return Text.UNUSUAL;
        }
        int level = names.level(column, body, from, end);
        if (level >= 0 && row.levelIndex(column, level)) {
            return end + 1;
        }
        // Bytes beyond ASCII that are no known level may be no text at all.
        if (!Text.modest(body, from, end)) {
            return Text.UNUSUAL;
        }
        return level(column, new String(body, from, end - from, StandardCharsets.US_ASCII), end + 1);
    }

    private int level(int column, String level, int end) {
        if (!row.level(column, level)) {
            tally.unknownLevels++;
        }
        return end;
    }

    /** @return the position after a value that nobody reads; objects and arrays are left to the full parser */
    int ignored(int at) {
        if (at >= body.length) {
            return Text.UNUSUAL;
        }
        switch (body[at]) {
            case '"':
                int end = Text.endOfText(body, at + 1);
                return end >= 0 && Text.modest(body, at + 1, end) ? end + 1 : Text.UNUSUAL;
            case 'n':
                return Text.at(body, at, NULL) ? at + NULL.length : Text.UNUSUAL;
            case 't':
                return Text.at(body, at, TRUE) ? at + TRUE.length : Text.UNUSUAL;
            case 'f':
                return Text.at(body, at, FALSE) ? at + FALSE.length : Text.UNUSUAL;
            default:
                return number.read(body, at);
        }
    }
}
