package dev.plumbline.scorer.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyTemplateTest {

    @ParameterizedTest
    @CsvSource({
        "{model}:{modelVersion}:{featuresHash}, fraud, v1, plumbline:fraud:v1:00000000000000ab0000000000000001",
        "p/{featuresHash}/{modelVersion}, fraud, v1, plumbline:p/00000000000000ab0000000000000001/v1",
        "{modelVersion}, fraud, v1, plumbline:v1",
        "{model}{nothing}{modelVersion}, fraud, 2, plumbline:fraud{nothing}2",
        "{model}:{modelVersion}:{featuresHash}, {featuresHash}, {model}, "
                + "plumbline:{featuresHash}:{model}:00000000000000ab0000000000000001",
    })
    void replacesThePlaceholdersAndNothingElse(String template, String model, String version, String expected) {
        byte[] key = new KeyTemplate(template).bind(model, version).key(new Key(0xab, 1));
        assertThat(new String(key, StandardCharsets.UTF_8)).isEqualTo(expected);
    }
}
