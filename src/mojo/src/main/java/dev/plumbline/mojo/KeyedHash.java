package dev.plumbline.mojo;

/**
 * SipHash-1-3 with 128 bits over whole words: without the key nobody can choose rows that collide, which a plain hash of
 * the same speed would allow. Equal on every machine. Immutable.
 */
public record KeyedHash(long key0, long key1) {

    private static final int LAST_ROUNDS = 3;

    /**
     * Hashes {@code words[0..count)} into {@code into[0]} and {@code into[1]}. Nothing is allocated.
     *
     * @param into at least two long
     */
    public void of(long[] words, int count, long[] into) {
        long v0 = key0 ^ 0x736f6d6570736575L;
        long v1 = key1 ^ 0x646f72616e646f6dL ^ 0xee;
        long v2 = key0 ^ 0x6c7967656e657261L;
        long v3 = key1 ^ 0x7465646279746573L;
        // The words, the length in bytes at the top of a word, and the rounds at the end, in which no word comes in.
        int first = count + 1;
        for (int i = 0; i < first + 2 * LAST_ROUNDS; i++) {
            long word = i < count ? words[i] : i == count ? (long) count * Long.BYTES << 56 : 0;
            if (i == first) {
                v2 ^= 0xee;
            } else if (i == first + LAST_ROUNDS) {
                into[0] = v0 ^ v1 ^ v2 ^ v3;
                v1 ^= 0xdd;
            }
            v3 ^= word;
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
            v0 ^= word;
        }
        into[1] = v0 ^ v1 ^ v2 ^ v3;
    }
}
