package dev.plumbline.bench.host;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lets threads of this process run before everything else on the machine (sched(7), {@code SCHED_RR}), where there is a
 * right to it: clients are other machines. Thread by thread, since what a load generator does beside sending would
 * otherwise take the processor from those whom it measures.
 */
public final class RealTime {

    private static final int ROUND_ROBIN = 2;
    private static final int LOWEST = 1;
    private static final int THIS_THREAD = 0;
    private static final Path TASKS = Path.of("/proc/self/task");

    private static final Optional<MethodHandle> SET = Linker.nativeLinker()
            .defaultLookup()
            .find("sched_setscheduler")
            .map(at -> Linker.nativeLinker()
                    .downcallHandle(at, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS)));

    private RealTime() {}

    /** @return whether the calling thread, a platform thread, goes first now */
    public static boolean take() {
        return give(THIS_THREAD);
    }

    /**
     * For threads of the JVM itself.
     *
     * @param name as the kernel has it
     * @return whether there are such threads and all of them go first now
     */
    public static boolean give(String name) {
        try (Stream<Path> tasks = Files.list(TASKS)) {
            List<Integer> found = tasks.filter(task -> isNamed(task, name))
                    .map(task -> Integer.valueOf(task.getFileName().toString()))
                    .toList();
            return !found.isEmpty() && found.stream().allMatch(RealTime::give);
        } catch (IOException otherSystem) {
            return false;
        }
    }

    private static boolean isNamed(Path task, String name) {
        try {
            return Files.readString(task.resolve("comm")).strip().equals(name);
        } catch (IOException ended) {
            return false;
        }
    }

    private static boolean give(int thread) {
        if (SET.isEmpty()) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment priority = arena.allocateFrom(JAVA_INT, LOWEST);
            return (int) SET.get().invokeExact(thread, ROUND_ROBIN, priority) == 0;
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable never) {
            throw new AssertionError("a function of C throws nothing", never);
        }
    }
}
