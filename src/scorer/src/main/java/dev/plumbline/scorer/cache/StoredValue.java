package dev.plumbline.scorer.cache;

import java.nio.ByteBuffer;

/**
 * An entry as bytes: eight-byte words of a mark with the number of columns, the model, the row, the end of life, the cost
 * and the prediction, and a keyed hash over all of them. What Redis gives back is believed only when all of it fits.
 */
final class StoredValue {

    /** "PLB1": another layout gets another mark. */
    private static final long MARK = 0x504c4231L << 32;

    private static final int HEAD = 6;

    private StoredValue() {}

    /** What bytes from Redis turned out to be. */
    sealed interface Read {}

    record Good(Entry entry) implements Read {}

    enum Bad implements Read {
        /** Not made by this program, or cut. */
        SHAPE,
        /** Made for another model. */
        MODEL,
        /** Made for another row. */
        ROW,
        /** Changed after it was made, or made by somebody without the password. */
        CHECKSUM,
        /** Good once. */
        EXPIRED
    }

    static byte[] write(Seal seal, Key key, Entry entry) {
        int columns = entry.prediction().length;
        long[] words = new long[HEAD + columns];
        words[0] = MARK | columns;
        words[1] = seal.model();
        words[2] = key.high();
        words[3] = key.low();
        words[4] = entry.expiresAtMillis();
        words[5] = entry.costNanos();
        for (int i = 0; i < columns; i++) {
            words[HEAD + i] = Double.doubleToRawLongBits(entry.prediction()[i]);
        }
        ByteBuffer bytes = ByteBuffer.allocate((words.length + 1) * Long.BYTES);
        for (long word : words) {
            bytes.putLong(word);
        }
        return bytes.putLong(check(seal, words)).array();
    }

    static Read read(Seal seal, Key key, byte[] bytes, int columns, long nowMillis) {
        if (bytes.length != (HEAD + columns + 1) * Long.BYTES) {
            return Bad.SHAPE;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long[] words = new long[HEAD + columns];
        for (int i = 0; i < words.length; i++) {
            words[i] = in.getLong();
        }
        if (words[0] != (MARK | columns)) {
            return Bad.SHAPE;
        }
        if (words[1] != seal.model()) {
            return Bad.MODEL;
        }
        if (in.getLong() != check(seal, words)) {
            return Bad.CHECKSUM;
        }
        if (words[2] != key.high() || words[3] != key.low()) {
            return Bad.ROW;
        }
        if (words[4] <= nowMillis) {
            return Bad.EXPIRED;
        }
        double[] prediction = new double[columns];
        for (int i = 0; i < columns; i++) {
            prediction[i] = Double.longBitsToDouble(words[HEAD + i]);
        }
        return new Good(new Entry(prediction, words[4], words[5]));
    }

    private static long check(Seal seal, long[] words) {
        long[] into = new long[2];
        seal.values().of(words, words.length, into);
        return into[0];
    }
}
