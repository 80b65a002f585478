package dev.plumbline.mojo.flat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Collects the questions of some trees, gives equal ones the same position and lays the positions out. */
final class BoardBuilder {

    /** Where the answer to every question stands, and what answers them. */
    record Laid(Board board, int[] positions) {}

    private final TreeSource source;
    private final TreeMap<Integer, NumberQuestions> numbers = new TreeMap<>();
    private final TreeMap<Integer, LevelQuestions> levels = new TreeMap<>();
    private int asked;

    BoardBuilder(TreeSource source) {
        this.source = source;
    }

    /** The number of a question, counted from 0; equal questions still have different ones. */
    int ask(Tree tree, int node) {
        int column = tree.column(node);
        if (tree.test(node) == Tree.Test.LEVEL) {
            levels.computeIfAbsent(column, LevelQuestions::new).add(tree.words(node), asked);
        } else {
            boolean missingRight = tree.test(node) == Tree.Test.NUMBER_MISSING_RIGHT;
            numbers.computeIfAbsent(column, NumberQuestions::new).add(tree.high(node), missingRight, asked);
        }
        return asked++;
    }

    int asked() {
        return asked;
    }

    /** Columns that are asked about; one that is asked for its number and for its level counts twice. */
    int columns() {
        return numbers.size() + levels.size();
    }

    /** @param lineWords what the lines of levels may take */
    Laid lay(Values values, long lineWords) throws Undecodable {
        int[] positions = new int[asked];
        int words = 1; // the first one is that of STAY
        List<Board.Numbers> ofNumbers = new ArrayList<>();
        for (NumberQuestions column : numbers.values()) {
            Board.Numbers laid = column.lay(words, positions);
            ofNumbers.add(laid);
            words += laid.words();
        }
        List<Board.Levels> ofLevels = new ArrayList<>();
        long left = lineWords;
        for (LevelQuestions column : levels.values()) {
            Board.Levels laid = column.lay(words, positions, source.levelKeys(column.column()), left);
            left -= laid.lines().length;
            ofLevels.add(laid);
            words += laid.words();
        }
        Board board = new Board(
                values, ofNumbers.toArray(Board.Numbers[]::new), ofLevels.toArray(Board.Levels[]::new), words);
        return new Laid(board, positions);
    }
}
