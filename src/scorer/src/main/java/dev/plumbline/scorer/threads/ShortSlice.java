package dev.plumbline.scorer.threads;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Asks Linux to let a thread run in short turns, and therefore soon: since 6.12 the scheduler serves whoever asks for the
 * shorter turn first, so that a thread that answers does not wait for the end of the turn (4 ms and more) of one that only
 * computes, in this process or in another one. It takes nothing from others, whose share of the processor stays as it is,
 * and it needs no right. Threads that such a thread starts get turns as they come.
 */
public final class ShortSlice {

    /** The shortest turn that Linux takes (sched(7), {@code sched_attr.sched_runtime} of SCHED_OTHER). */
    public static final long NANOSECONDS = 100_000;

    /** {@code struct sched_attr} of its first version: what every kernel with these calls knows. */
    private static final int BYTES = 48;

    private static final long FLAGS_AT = 8;
    private static final long RUNTIME_AT = 24;

    /** {@code SCHED_FLAG_RESET_ON_FORK}: nothing of it is handed down. */
    private static final long ALONE = 1;

    private static final long THIS_THREAD = 0;
    private static final long NO_FLAGS = 0;

    private static final Optional<Calls> CALLS = Calls.of(System.getProperty("os.name"), System.getProperty("os.arch"));

    private ShortSlice() {}

    /**
     * Asks for the calling thread, a platform thread.
     *
     * @return whether its turns are short now; false on another system, an older kernel, or where a sandbox or the JVM forbids
     *     to ask
     */
    public static boolean take() {
        return CALLS.isPresent() && CALLS.get().shorten();
    }

    /** @return nanoseconds that the calling thread may run at a time; 0 when the system does not tell */
    static long nanoseconds() {
        return CALLS.map(Calls::slice).orElse(0L);
    }

    /**
     * The two calls, which the C library has no functions for.
     *
     * @param get number of {@code sched_getattr}
     * @param set number of {@code sched_setattr}
     */
    private record Calls(MethodHandle syscall, long get, long set) {

        static Optional<Calls> of(String system, String processor) {
            if (!system.equals("Linux")) {
                return Optional.empty();
            }
            return switch (processor) {
                case "amd64" -> find().map(call -> new Calls(call, 315, 314));
                case "aarch64" -> find().map(call -> new Calls(call, 275, 274));
                default -> Optional.empty();
            };
        }

        private static Optional<MethodHandle> find() {
            FunctionDescriptor shape =
                    FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG);
            try {
                Linker linker = Linker.nativeLinker();
                return linker.defaultLookup()
                        .find("syscall")
                        .map(at -> linker.downcallHandle(at, shape, Linker.Option.firstVariadicArg(1)));
            } catch (IllegalCallerException denied) {
                // --illegal-native-access=deny: a scorer serves without it too.
                return Optional.empty();
            }
        }

        boolean shorten() {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment attributes = attributes(arena);
                // Policy and nice value go back as they came: only the turn changes.
                if (!read(attributes)) {
                    return false;
                }
                attributes.set(JAVA_LONG, FLAGS_AT, attributes.get(JAVA_LONG, FLAGS_AT) | ALONE);
                attributes.set(JAVA_LONG, RUNTIME_AT, NANOSECONDS);
                // An older kernel says yes and ignores it.
                return call(set, attributes, 0) == 0 && slice(attributes) == NANOSECONDS;
            }
        }

        long slice() {
            try (Arena arena = Arena.ofConfined()) {
                return slice(attributes(arena));
            }
        }

        private long slice(MemorySegment attributes) {
            return read(attributes) ? attributes.get(JAVA_LONG, RUNTIME_AT) : 0;
        }

        private static MemorySegment attributes(Arena arena) {
            return arena.allocate(BYTES, Long.BYTES);
        }

        private boolean read(MemorySegment attributes) {
            return call(get, attributes, BYTES) == 0;
        }

        /** @param third the size for {@code get}, flags for {@code set} */
        private long call(long number, MemorySegment attributes, long third) {
            try {
                return (long) syscall.invokeExact(number, THIS_THREAD, attributes, third, NO_FLAGS);
            } catch (RuntimeException | Error thrown) {
                throw thrown;
            } catch (Throwable never) {
                throw new AssertionError("a function of C throws nothing", never);
            }
        }
    }
}
