package dev.plumbline.scorer.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {

    private static final int NUMBERS = 200_000;

    private final NumberText reader = new NumberText();

    private void same(String text) {
        byte[] bytes = ("[" + text + ",").getBytes(StandardCharsets.US_ASCII);
        int end = reader.read(bytes, 1);
        if (end >= 0) {
            assertThat(end).as(text).isEqualTo(1 + text.length());
            assertThat(Double.doubleToRawLongBits(reader.value()))
                    .as(text)
                    .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
        } else {
            assertThat(text.length() > 40 || Math.abs(Double.parseDouble(text)) > Double.MAX_VALUE)
                    .as(text)
                    .isTrue();
        }
    }

    @Test
    void reads_every_number_as_the_jdk_does() {
        Random random = new Random(3);
        for (int i = 0; i < NUMBERS; i++) {
            double any = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(any)) {
                same(Double.toString(any));
            }
            same(Double.toString(random.nextGaussian()));
            same(Long.toString(random.nextLong() >> random.nextInt(64)).replaceFirst("^-0$", "0"));
            BigDecimal decimal = BigDecimal.valueOf(random.nextLong(), random.nextInt(25));
            same(decimal.toPlainString());
            same(random.nextInt(1000) + "." + random.nextInt(1000) + "e" + (random.nextInt(60) - 30));
        }
    }

    @Test
    void reads_the_halves_between_two_doubles_as_the_jdk_does() {
        Random random = new Random(4);
        for (int i = 0; i < NUMBERS / 10; i++) {
            double low = Math.abs(random.nextGaussian()) * Math.pow(10, random.nextInt(30) - 15);
            String half = new BigDecimal(low)
                    .add(new BigDecimal(Math.nextUp(low)))
                    .divide(BigDecimal.TWO)
                    .toString();
            if (half.length() < 40) {
                same(half);
            }
        }
        same("9007199254740993");
        same("9007199254740991.5");
        same("0.0");
        same("-0.0");
        same("-0e5");
        same("4.9e-324");
        same("2.4703282292062327e-324");
        same("1.7976931348623157E308");
    }

    @Test
    void knows_no_negative_zero_of_whole_numbers() {
        byte[] bytes = "-0,".getBytes(StandardCharsets.US_ASCII);
        assertThat(reader.read(bytes, 0)).isEqualTo(2);
        assertThat(Double.doubleToRawLongBits(reader.value())).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "+1", "01", "-01", "1.", ".5", "1.e5", "1e", "1e+", "NaN", "Infinity", "1e999", "x"})
    void leaves_what_is_no_number_of_json_alone(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        assertThat(reader.read(bytes, 0)).isEqualTo(Text.UNUSUAL);
    }
}
