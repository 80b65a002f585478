package dev.plumbline.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyedHashTest {

    private static final KeyedHash COUNTING = new KeyedHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

    /** Made with {@code openssl mac -macopt c-rounds:1 -macopt d-rounds:3 -macopt size:16 SIPHASH}. */
    @ParameterizedTest
    @CsvSource({
        "0, e77ebcb22788a5befd62db6add303001",
        "1, aa12fee1d5e3dab4724f16ab35f9c799",
        "2, d0a8d95715518eebb513b0f83d9e1793",
    })
    void answersAsOpensslDoes(int words, String expected) {
        long[] into = new long[2];
        COUNTING.of(new long[] {0x0706050403020100L, 0x0f0e0d0c0b0a0908L}, words, into);
        byte[] bytes = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(into[0])
                .putLong(into[1])
                .array();
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(expected);
    }

    @Test
    void everyBitOfTheInputChangesHalfOfTheOutput() {
        Random random = new Random(3);
        long[] words = random.longs(30).toArray();
        long[] before = new long[2];
        long[] after = new long[2];
        COUNTING.of(words, words.length, before);
        for (int bit = 0; bit < words.length * 64; bit++) {
            words[bit / 64] ^= 1L << bit % 64;
            COUNTING.of(words, words.length, after);
            words[bit / 64] ^= 1L << bit % 64;
            // 64 of 128 flip on average; outside of 32..96 is one chance in 10^8.
            assertThat(Long.bitCount(before[0] ^ after[0]) + Long.bitCount(before[1] ^ after[1]))
                    .isBetween(32, 96);
        }
    }

    @Test
    void halvesOfItDoNotCollideInAMillionNeighbouringRows() {
        long[] first = new long[1_000_000];
        long[] second = new long[first.length];
        long[] into = new long[2];
        for (int i = 0; i < first.length; i++) {
            // Two columns of small whole numbers, as ages and counts are.
            COUNTING.of(new long[] {Double.doubleToLongBits(i % 1000), Double.doubleToLongBits(i / 1000)}, 2, into);
            first[i] = into[0];
            second[i] = into[1];
        }
        assertThat(distinct(first)).isEqualTo(first.length);
        assertThat(distinct(second)).isEqualTo(second.length);
    }

    /** Sorted in place: a million boxed numbers in a set took seconds. */
    private static int distinct(long[] numbers) {
        Arrays.sort(numbers);
        int distinct = 1;
        for (int i = 1; i < numbers.length; i++) {
            distinct += numbers[i] == numbers[i - 1] ? 0 : 1;
        }
        return distinct;
    }
}
