package dev.plumbline.scorer.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.scorer.ShiftedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordReadingTest {

    @TempDir
    Path folder;

    @Test
    void it_is_told_only_when_it_lasts_and_until_it_is_over() throws IOException {
        var clock = new ShiftedClock();
        Path file = folder.resolve("live.json");
        var reading = new RecordReading(new LiveSource.StateFile(file), clock);
        assertThat(reading.read()).isEmpty();
        assertThat(reading.why()).contains("live.json");
        assertThat(reading.trouble()).as("once is nothing").isEmpty();
        clock.pass(Duration.ofSeconds(31));
        assertThat(reading.read()).isEmpty();
        assertThat(reading.trouble()).contains("live.json");

        Files.writeString(file, "{\"epoch\":3}");
        assertThat(reading.read().orElseThrow().epoch()).isEqualTo(3);
        assertThat(reading.trouble()).isEmpty();
        Files.delete(file);
        assertThat(reading.read()).isEmpty();
        assertThat(reading.trouble()).as("counted anew").isEmpty();
    }
}
