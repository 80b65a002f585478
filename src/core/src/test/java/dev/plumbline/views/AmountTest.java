package dev.plumbline.views;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountTest {

    @ParameterizedTest
    @CsvSource({
        "10Gi, 10737418240",
        "1k, 1000",
        "1Ki, 1024",
        "1.5Gi, 1610612736",
        "1e3, 1000",
        "1E3, 1000",
        "2500m, 2",
        "100, 100",
        ".5Ki, 512",
        "1., 1",
        "+1Mi, 1048576",
        "1Pi, 1125899906842624"
    })
    void readsWhatTheApiServerReads(String text, long bytes) {
        assertThat(Amount.bytes(text)).contains(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "lots",
                "10 Gi",
                "10gi",
                "10GB",
                "0",
                "0Gi",
                "-1Gi",
                "2Pi",
                "8Ei",
                "1e999",
                "1e-999999999999",
                "NaN",
                "Infinity",
                "0x10",
                "1_000",
                "٣Gi",
                "1e99999999999999999999",
                "99999999999999999999999999999999999"
            })
    void tellsWhyItCannotRead(String text) {
        assertThat(Amount.parse(text)).isInstanceOf(Amount.Unreadable.class);
        assertThat(Amount.bytes(text)).isEmpty();
    }

    @Test
    void absentIsUnreadable() {
        assertThat(Amount.bytes(null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"859045888, 819Mi", "1073741824, 1Gi", "2576980377, 2.3Gi", "1024, 0Mi"})
    void printsInTheUnitThatReadsBest(long bytes, String text) {
        assertThat(Amount.text(bytes)).isEqualTo(text);
    }
}
