package dev.plumbline.scorer.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class ShortSliceTest {

    /** What this machine can do is read from its own name: a kernel that can must be made to. */
    private static boolean kernelCan() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return false;
        }
        String[] version = System.getProperty("os.version").split("\\D+", 3);
        return Integer.parseInt(version[0]) * 1000 + Integer.parseInt(version[1]) >= 6012;
    }

    private record Seen(long before, boolean isShort, long after) {}

    private static Seen take() throws InterruptedException, ExecutionException {
        var task =
                new FutureTask<>(() -> new Seen(ShortSlice.nanoseconds(), ShortSlice.take(), ShortSlice.nanoseconds()));
        Thread.ofPlatform().start(task);
        return task.get();
    }

    @Test
    void a_thread_runs_in_short_turns_where_the_kernel_can() throws InterruptedException, ExecutionException {
        Seen seen = take();
        assertThat(seen.isShort()).isEqualTo(kernelCan());
        if (kernelCan()) {
            assertThat(seen.after()).isEqualTo(ShortSlice.NANOSECONDS);
        }
    }

    /** A loader that an event loop starts must not be as urgent as the loop. */
    @Test
    void threads_that_it_starts_are_none() throws InterruptedException, ExecutionException {
        var child = new FutureTask<>(ShortSlice::nanoseconds);
        var parent = new FutureTask<>(() -> {
            long before = ShortSlice.nanoseconds();
            ShortSlice.take();
            Thread.ofPlatform().start(child);
            return before;
        });
        Thread.ofPlatform().start(parent);
        assertThat(child.get()).isEqualTo(parent.get());
    }

    /** What a JVM that lets nobody call the system is asked. */
    static final class Denied {
        public static void main(String[] none) {
            System.out.print(ShortSlice.take());
        }
    }

    @Test
    void a_jvm_that_forbids_the_call_serves_without_it() throws IOException, URISyntaxException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--illegal-native-access=deny",
                        "-cp",
                        classesOf(ShortSlice.class) + File.pathSeparator + classesOf(Denied.class),
                        Denied.class.getName())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("false");
    }

    private static Path classesOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @Test
    void others_keep_theirs() throws InterruptedException, ExecutionException {
        long mine = ShortSlice.nanoseconds();
        Seen first = take();
        assertThat(take().before()).isEqualTo(first.before());
        assertThat(ShortSlice.nanoseconds()).isEqualTo(mine);
    }
}
