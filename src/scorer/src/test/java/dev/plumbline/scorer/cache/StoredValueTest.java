package dev.plumbline.scorer.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.mojo.Sha256;
import dev.plumbline.scorer.cache.StoredValue.Bad;
import dev.plumbline.scorer.cache.StoredValue.Good;
import dev.plumbline.scorer.serving.ModelRef;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StoredValueTest {

    private static final Key KEY = new Key(11, 12);
    private static final Entry ENTRY = new Entry(new double[] {1, 0.25, Double.NaN}, 5000, 77);

    private static Seal seal(String content, String secret) {
        return Seal.of(new ModelRef("fraud", "v1", Sha256.of(content.getBytes()), "pvc://store/a.zip"), secret);
    }

    private static final Seal SEAL = seal("one", "secret");

    @Test
    void comesBackBitForBit() {
        byte[] bytes = StoredValue.write(SEAL, KEY, ENTRY);
        assertThat(bytes).hasSize(80);
        StoredValue.Read read = StoredValue.read(SEAL, KEY, bytes, 3, 4999);
        assertThat(read).isInstanceOfSatisfying(Good.class, good -> {
            assertThat(good.entry().prediction()).isEqualTo(ENTRY.prediction());
            assertThat(good.entry().expiresAtMillis()).isEqualTo(5000);
            assertThat(good.entry().costNanos()).isEqualTo(77);
        });
    }

    @Test
    void noFlippedBitIsBelieved() {
        byte[] bytes = StoredValue.write(SEAL, KEY, ENTRY);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(StoredValue.read(SEAL, KEY, bytes, 3, 0))
                    .as("bit %d", bit)
                    .isInstanceOf(Bad.class);
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void noCutOrLongerValueIsBelieved() {
        byte[] bytes = StoredValue.write(SEAL, KEY, ENTRY);
        for (int length = 0; length <= 100; length++) {
            if (length != bytes.length) {
                assertThat(StoredValue.read(SEAL, KEY, Arrays.copyOf(bytes, length), 3, 0))
                        .isEqualTo(Bad.SHAPE);
            }
        }
    }

    @Test
    void whatIsNotThisRowOfThisModelIsRefused() {
        byte[] bytes = StoredValue.write(SEAL, KEY, ENTRY);
        assertThat(StoredValue.read(seal("two", "secret"), KEY, bytes, 3, 0)).isEqualTo(Bad.MODEL);
        assertThat(StoredValue.read(SEAL, new Key(11, 13), bytes, 3, 0)).isEqualTo(Bad.ROW);
        assertThat(StoredValue.read(SEAL, KEY, bytes, 3, 5000)).isEqualTo(Bad.EXPIRED);
        assertThat(StoredValue.read(SEAL, KEY, bytes, 2, 0)).isEqualTo(Bad.SHAPE);
    }

    @Test
    void withoutThePasswordNothingCanBeForged() {
        byte[] forged = StoredValue.write(seal("one", "guess"), KEY, ENTRY);
        assertThat(StoredValue.read(SEAL, KEY, forged, 3, 0)).isEqualTo(Bad.CHECKSUM);
    }

    @Test
    void twoVersionsOfOneNameHashTheirRowsApart() {
        Seal one = seal("one", "");
        Seal two = seal("two", "");
        assertThat(one.rows()).isNotEqualTo(two.rows()).isNotEqualTo(one.values());
    }
}
