package dev.plumbline.mojo.flat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Collects trees whose questions are answered together, and chooses the quickest of three ways to do that. */
final class PartBuilder {

    // What a row takes, in nanoseconds as timed for ADR 0170 on one machine; how they relate is what counts.
    private static final double SEARCH = 18;
    private static final double BIT_STEP = 1.65;
    private static final double BIT_LINE = 12;
    private static final double BYTE_STEP = 1;
    private static final double BYTE_LINE_WORD = 8;
    private static final double LEAF_SEARCH = 35;
    private static final double LEAF_WORD = 0.11;
    private static final double LEAF = 1;

    /** @param lineWords words of all lines that were made beforehand */
    record Built(BroadForest.Part part, int columns, int boardWords, long lineWords) {}

    private final TreeSource source;
    private final Values values;
    private final Set<Way> ways;
    private final BoardBuilder board;
    private final LeafBoardBuilder leaves;
    private final List<WalkWriter> walks = new ArrayList<>();

    /** @param ways that may be chosen; {@link Way#BITS} serves where none of them does */
    PartBuilder(TreeSource source, Values values, Set<Way> ways) {
        this.ways = ways;
        this.source = source;
        this.values = values;
        this.board = new BoardBuilder(source);
        this.leaves = new LeafBoardBuilder(source);
    }

    /** Whether there are positions left, even if every question begins a column of its own. */
    boolean fits(Tree tree) {
        int questions = tree.size() / 2;
        int columns = board.columns() + Math.min(questions, 2 * source.columns() - board.columns());
        return board.asked() + questions + (columns + 1L) * Long.SIZE <= 1 << LinkedWalk.POSITION_BITS;
    }

    void add(int sum, Tree tree) {
        if (walks.isEmpty() || walks.getLast().sum() != sum || !walks.getLast().hasRoom(tree)) {
            walks.add(new WalkWriter(sum));
        }
        walks.getLast().add(tree, board);
        leaves.add(sum, tree);
    }

    /** @param lineWords what all lines may take */
    Built build(long lineWords) throws Undecodable {
        BoardBuilder.Laid laid = board.lay(values, lineWords);
        Board bits = laid.board();
        Way way = Arrays.stream(Way.values())
                .filter(each -> ways.contains(each) && serves(each, bits, lineWords))
                .min(Comparator.comparingDouble(each -> nanoseconds(each, bits)))
                .orElse(Way.BITS);
        if (way == Way.LEAVES) {
            LeafBoardBuilder.Laid ofLeaves = leaves.lay(values);
            BroadForest.Part part = new BroadForest.Part(ofLeaves.board(), ofLeaves.walks());
            return new Built(part, board.columns(), bits.words(), leaves.lineWords());
        }
        boolean wide = way == Way.BYTES;
        Walk[] ready = walks.stream()
                .map(walk -> walk.walk(laid.positions(), bits.words() * Long.SIZE, wide))
                .toArray(Walk[]::new);
        BroadForest.Part part = new BroadForest.Part(wide ? new WideBoard(bits) : bits, ready);
        return new Built(part, board.columns(), bits.words(), bits.lineWords());
    }

    private boolean serves(Way way, Board bits, long lineWords) {
        return switch (way) {
            case BITS -> true;
            case BYTES -> WideBoard.fits(bits) && walks.stream().allMatch(WalkWriter::full);
            case LEAVES -> leaves.fits(lineWords);
        };
    }

    private double nanoseconds(Way way, Board bits) {
        int numbers = bits.numbers().length;
        int levels = bits.levels().length;
        return switch (way) {
            case BITS -> BIT_STEP * steps() + SEARCH * numbers + BIT_LINE * levels;
            case BYTES -> BYTE_STEP * steps() + SEARCH * numbers + BYTE_LINE_WORD * bits.lineWordsOfRow();
            case LEAVES ->
                LEAF * leaves.trees() + LEAF_SEARCH * numbers + LEAF_WORD * leaves.trees() * (numbers + levels);
        };
    }

    private long steps() {
        return walks.stream().mapToLong(WalkWriter::steps).sum();
    }
}
