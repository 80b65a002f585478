package dev.plumbline.bench.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class RealTimeTest {

    private static final Path THREAD = Path.of("/proc/thread-self/stat");

    /** Behind the name in parentheses, which may have blanks, stands field 3; the policy is field 41 (proc(5)). */
    private static final int POLICY = 41 - 3;

    private record Seen(boolean said, int before, int after) {}

    private static int policy() throws IOException {
        String stat = Files.readString(THREAD);
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[POLICY]);
    }

    @Test
    void saysWhetherTheThreadGoesFirstAndNoOtherDoes() throws InterruptedException, ExecutionException, IOException {
        assumeThat(THREAD).exists();
        var asked = new FutureTask<>(() -> {
            int before = policy();
            return new Seen(RealTime.take(), before, policy());
        });
        Thread.ofPlatform().start(asked);
        Seen seen = asked.get();
        assertThat(seen.after()).isEqualTo(seen.said() ? 2 : seen.before());
        assertThat(policy()).isEqualTo(seen.before());
    }

    @Test
    void aThreadThatIsNotThereDoesNotGoFirst() {
        assertThat(RealTime.give("no-such-thread")).isFalse();
    }
}
