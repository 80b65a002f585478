package dev.plumbline.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTextTest {

    private static final String CLEF = Character.toString(0x1d11e);

    /** Escape, delete, two of C1, a mark of direction, two separators, both halves of a letter, a tag, no character. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 0x0a, 0x1b, 0x7f, 0x85, 0x9b, 0xad, 0x200f, 0x202e, 0x2028, 0x2029, 0x2066, 0xd834, 0xdd1e, 0xe000,
                0xfeff, 0xffff, 0xe0041
            })
    void hides_what_is_no_visible_character(int codePoint) {
        String hidden = Character.toString(codePoint);
        assertThat(PrintableText.of("a" + hidden + "[31mb")).isEqualTo("a?[31mb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain text", "M\u00e4rz \u2013 \u6f22", "\ud834\udd1e", "e\u0301", "%1b\\u001b"})
    void leaves_what_people_write(String text) {
        assertThat(PrintableText.of(text)).isEqualTo(text);
        assertThat(PrintableText.of(text, 100)).isEqualTo(text);
        assertThat(PrintableText.ofJson(text)).isEqualTo(text);
    }

    @Test
    void cuts_between_characters() {
        assertThat(PrintableText.of(CLEF.repeat(3), 3)).isEqualTo(CLEF.repeat(3));
        assertThat(PrintableText.of(CLEF.repeat(4), 3)).isEqualTo(CLEF.repeat(3) + "...");
        assertThat(PrintableText.of("\u001b\u202eabc", 3)).isEqualTo("??a...");
    }

    @Test
    void keeps_the_values_of_json() {
        assertThat(PrintableText.ofJson("{\n  \"a\u009b\" : \"" + Character.toString(0xe0041) + CLEF + "\"\n}"))
                .isEqualTo("{\n  \"a\\u009b\" : \"\\udb40\\udc41" + CLEF + "\"\n}");
    }
}
