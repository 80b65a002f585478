package dev.plumbline.scorer.codec;

import java.util.Arrays;
import java.util.Random;

/** Bodies that are nearly right. */
final class Mutations {

    private static final String SIGNS = "{}[],:\"0-e.nt\\";

    private Mutations() {}

    static byte[] of(byte[] source, Random random) {
        byte[] bytes = source.clone();
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes[at] = (byte) SIGNS.charAt(random.nextInt(SIGNS.length()));
                case 3 -> bytes[at] = (byte) (random.nextBoolean() ? '0' + random.nextInt(10) : ' ');
                default -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
            }
        }
        return bytes;
    }
}
