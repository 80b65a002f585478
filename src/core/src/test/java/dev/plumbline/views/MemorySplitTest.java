package dev.plumbline.views;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemorySplitTest {
    private static final long MI = 1024 * 1024;

    @Test
    void tenGibibytesAtSixtyPercentAreTheNumbersOfTheDocumentation() {
        MemorySplit split = MemorySplit.of(10 * 1024 * MI, 60);
        assertThat(split.limitMebibytes()).isEqualTo(10240);
        assertThat(split.heapMebibytes()).isEqualTo(6144);
        assertThat(split.nativeMebibytes()).isEqualTo(4096);
        assertThat(split.directMebibytes()).isEqualTo(1024);
    }

    @Test
    void theHeapIsRoundedDownSoThatTheNativeShareIsNeverShort() {
        MemorySplit split = MemorySplit.of(1024 * MI, 60);
        assertThat(split.heapMebibytes()).isEqualTo(614);
        assertThat(split.nativeMebibytes()).isEqualTo(410);
    }

    @Test
    void anAbsurdLimitGivesANumber() {
        assertThat(MemorySplit.of(Long.MAX_VALUE, 70).heapMebibytes()).isPositive();
    }
}
