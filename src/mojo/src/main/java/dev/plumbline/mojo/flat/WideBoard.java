package dev.plumbline.mojo.flat;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A {@link Board} with a byte for each answer: a step of a walk then has nothing to shift or to cut out. It is eight times
 * as large, so it serves where that still stays in the nearest cache.
 */
final class WideBoard implements Answers {

    /** Two thirds of the first cache of current servers; the nodes pass through the rest. */
    private static final int MOST_WORDS = 512;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Eight bits as eight bytes. Lines of levels stay bits, since one of each column is read for a row, of hundreds. */
    private static final long[] WIDE = wide();

    private final Board board;
    /** Ones and then as many zeros. */
    private final byte[] ones;

    WideBoard(Board board) {
        this.board = board;
        int most = 1;
        for (Board.Numbers column : board.numbers()) {
            most = Math.max(most, column.thresholds().count());
        }
        ones = new byte[2 * most];
        Arrays.fill(ones, 0, most, (byte) 1);
    }

    static boolean fits(Board board) {
        return board.words() <= MOST_WORDS;
    }

    private static long[] wide() {
        long[] wide = new long[1 << Byte.SIZE];
        for (int bits = 0; bits < wide.length; bits++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                wide[bits] |= (bits >>> bit & 1L) << bit * Byte.SIZE;
            }
        }
        return wide;
    }

    @Override
    public long bytes() {
        return board.bytes() + ones.length;
    }

    @Override
    public Scratch scratch() {
        return Scratch.of(1, board.words() * Long.SIZE, 0);
    }

    @Override
    public void fill(double[] row, Scratch scratch) {
        byte[] answers = scratch.bytes();
        for (Board.Numbers column : board.numbers()) {
            int order = board.values().number(column.column(), row);
            if (order == Ordered.LOWEST) {
                widen(column.missing(), 0, column.words(), answers, column.first());
                continue;
            }
            Rising thresholds = column.thresholds();
            int reached = thresholds.reached(Ordered.signed(order));
            System.arraycopy(
                    ones, (ones.length >> 1) - reached, answers, column.first() * Long.SIZE, thresholds.count());
        }
        for (Board.Levels column : board.levels()) {
            int line = board.values().level(column.column(), row) * column.words();
            widen(column.lines(), line, column.words(), answers, column.first());
        }
    }

    private static void widen(long[] words, int from, int count, byte[] answers, int first) {
        int to = first * Long.SIZE;
        for (int i = from; i < from + count; i++) {
            long word = words[i];
            for (int bits = 0; bits < Long.SIZE; bits += Byte.SIZE) {
                LONGS.set(answers, to + bits, WIDE[(int) (word >>> bits) & WIDE.length - 1]);
            }
            to += Long.SIZE;
        }
    }
}
