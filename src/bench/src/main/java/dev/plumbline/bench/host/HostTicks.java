package dev.plumbline.bench.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * What the host of a virtual machine took of its processors, in ticks over all of them since the machine started. Nothing
 * in the machine can answer then, whatever its priority. From {@code /proc/stat}; both are zero where there is none.
 */
public record HostTicks(long stolen, long all) {

    private static final Path STAT = Path.of("/proc/stat");

    /** The eighth number of the line "cpu": see proc(5). What comes after it is part of others. */
    private static final int STEAL = 7;

    public static HostTicks now() {
        if (!Files.exists(STAT)) {
            return new HostTicks(0, 0);
        }
        try (var lines = Files.lines(STAT)) {
            long[] ticks = Arrays.stream(lines.findFirst().orElseThrow().split(" +"))
                    .skip(1)
                    .mapToLong(Long::parseLong)
                    .limit(STEAL + 1)
                    .toArray();
            return new HostTicks(ticks[STEAL], LongStream.of(ticks).sum());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Of all processors' time from this instant until a later one, a share from 0 to 1. */
    public double takenUntil(HostTicks later) {
        long time = later.all - all;
        return time <= 0 ? 0 : (double) (later.stolen - stolen) / time;
    }
}
