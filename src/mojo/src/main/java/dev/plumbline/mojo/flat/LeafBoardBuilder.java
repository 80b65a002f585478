package dev.plumbline.mojo.flat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Collects trees of few leaves for a {@link LeafBoard}, until one comes that has too many. */
final class LeafBoardBuilder {

    /** About what each core has of the last cache of current servers. */
    static final long MOST_LINE_BYTES = 4 << 20;

    /** The answers to all questions, and the trees of each sum. */
    record Laid(LeafBoard board, Walk[] walks) {}

    /** What a question leaves over of its tree when the answer is yes. */
    private record Mask(int tree, long left) {}

    private record NumberMask(int threshold, boolean missingRight, Mask mask) {}

    private record LevelMask(int[] bits, Mask mask) {}

    private final TreeSource source;
    private final TreeMap<Integer, List<NumberMask>> numbers = new TreeMap<>();
    private final TreeMap<Integer, List<LevelMask>> levels = new TreeMap<>();
    private final List<Integer> sums = new ArrayList<>();
    private final List<float[]> leaves = new ArrayList<>();
    private boolean tooMany;

    LeafBoardBuilder(TreeSource source) {
        this.source = source;
    }

    int trees() {
        return sums.size();
    }

    long lineWords() {
        long lines = 0;
        for (List<NumberMask> column : numbers.values()) {
            lines += lines(column.size());
        }
        for (int column : levels.keySet()) {
            lines += source.levelKeys(column);
        }
        return lines * trees();
    }

    /** Whether there is a word for every tree, and room for the lines. */
    boolean fits(long most) {
        return !tooMany && lineWords() <= Math.min(most, MOST_LINE_BYTES / Long.BYTES);
    }

    void add(int sum, Tree tree) {
        tooMany |= tree.size() >= 2 * LeafBoard.MOST_LEAVES;
        if (tooMany) {
            clear();
            return;
        }
        int[] counts = new int[tree.size()]; // of leaves below a node; children stand behind their parents
        for (int node = tree.size() - 1; node >= 0; node--) {
            boolean leaf = tree.test(node) == Tree.Test.LEAF;
            counts[node] = leaf ? 1 : counts[tree.left(node)] + counts[tree.left(node) + 1];
        }
        int[] firsts = new int[tree.size()];
        float[] values = new float[counts[0]];
        for (int node = 0; node < tree.size(); node++) {
            if (tree.test(node) == Tree.Test.LEAF) {
                values[firsts[node]] = Float.intBitsToFloat(tree.high(node));
                continue;
            }
            int left = tree.left(node);
            firsts[left] = firsts[node];
            firsts[left + 1] = firsts[node] + counts[left];
            ask(tree, node, new Mask(sums.size(), ~((1L << counts[left]) - 1 << firsts[left])));
        }
        sums.add(sum);
        leaves.add(values);
    }

    private void clear() {
        numbers.clear();
        levels.clear();
        sums.clear();
        leaves.clear();
    }

    private void ask(Tree tree, int node, Mask mask) {
        int column = tree.column(node);
        if (tree.test(node) == Tree.Test.LEVEL) {
            levels.computeIfAbsent(column, ignored -> new ArrayList<>()).add(new LevelMask(tree.words(node), mask));
        } else {
            boolean missingRight = tree.test(node) == Tree.Test.NUMBER_MISSING_RIGHT;
            numbers.computeIfAbsent(column, ignored -> new ArrayList<>())
                    .add(new NumberMask(Ordered.signed(tree.high(node)), missingRight, mask));
        }
    }

    Laid lay(Values values) {
        List<LeafBoard.Numbers> ofNumbers = new ArrayList<>();
        List<long[][]> lines = new ArrayList<>();
        numbers.forEach((column, questions) -> {
            questions.sort(Comparator.comparingInt(NumberMask::threshold));
            ofNumbers.add(numbers(column, questions));
            lines.add(lines(questions));
        });
        levels.forEach((column, questions) -> lines.add(lines(column, questions)));
        LeafBoard board = new LeafBoard(
                values,
                ofNumbers.toArray(LeafBoard.Numbers[]::new),
                levels.keySet().stream().mapToInt(Integer::intValue).toArray(),
                lines.toArray(long[][][]::new),
                trees());
        return new Laid(board, walks());
    }

    private static LeafBoard.Numbers numbers(int column, List<NumberMask> questions) {
        Rising thresholds =
                Rising.of(questions.stream().mapToInt(NumberMask::threshold).toArray());
        long[] laid = new long[thresholds.values().length];
        long[] masks = new long[laid.length];
        Arrays.fill(laid, Long.MAX_VALUE);
        for (int i = 0; i < questions.size(); i++) {
            Mask mask = questions.get(i).mask();
            laid[i] = (long) thresholds.values()[i] << Integer.SIZE | mask.tree();
            masks[i] = mask.left();
        }
        return new LeafBoard.Numbers(column, thresholds.steps(), laid, masks);
    }

    /** One before every {@link LeafBoard#STRIDE} questions, and one for missing values. */
    private static int lines(int questions) {
        return questions / LeafBoard.STRIDE + 2;
    }

    private long[][] lines(List<NumberMask> questions) {
        long[][] lines = new long[lines(questions.size())][];
        long[] line = all();
        long[] missing = all();
        for (int i = 0; i < questions.size(); i++) {
            if (i % LeafBoard.STRIDE == 0) {
                lines[i / LeafBoard.STRIDE] = line.clone();
            }
            NumberMask question = questions.get(i);
            Mask mask = question.mask();
            line[mask.tree()] &= mask.left();
            if (question.missingRight()) {
                missing[mask.tree()] &= mask.left();
            }
        }
        if (questions.size() % LeafBoard.STRIDE == 0) {
            lines[lines.length - 2] = line;
        }
        lines[lines.length - 1] = missing;
        return lines;
    }

    private long[][] lines(int column, List<LevelMask> questions) {
        long[][] lines = new long[source.levelKeys(column)][];
        Arrays.setAll(lines, key -> all());
        for (LevelMask question : questions) {
            Mask mask = question.mask();
            Tree.eachKey(question.bits(), key -> lines[key][mask.tree()] &= mask.left());
        }
        return lines;
    }

    private long[] all() {
        long[] line = new long[trees()];
        Arrays.fill(line, -1L);
        return line;
    }

    private Walk[] walks() {
        List<Walk> walks = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= trees(); to++) {
            if (to == trees() || !sums.get(to).equals(sums.get(from))) {
                walks.add(LeafWalk.of(sums.get(from), from, leaves.subList(from, to)));
                from = to;
            }
        }
        return walks.toArray(Walk[]::new);
    }
}
