package dev.plumbline.mojo;

import dev.plumbline.mojo.gate.Archive;
import dev.plumbline.mojo.gate.Malformed;
import dev.plumbline.mojo.gate.MojoLimits;
import dev.plumbline.mojo.gate.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * An archive that has passed the gate: the entries that scoring reads in memory, inflated and with a correct checksum.
 *
 * @param archiveBytes size of the file
 * @param expandedBytes sum of the entries, a lower bound of the heap that the model takes
 * @param shape how many trees, nodes and coefficients were counted in it
 */
public record MojoArchive(
        Sha256 digest,
        MojoHeader header,
        Map<String, byte[]> entries,
        long archiveBytes,
        long expandedBytes,
        Shape shape) {

    /**
     * What an archive says that it expands to, before anything is read into memory. A lie is found out later; a file that
     * is no archive counts as 0, and the gate refuses it.
     */
    public static long declaredBytes(Path file) {
        try (Archive archive = Archive.open(file, MojoLimits.DEFAULT)) {
            return archive.expandedBytes();
        } catch (IOException | Malformed noArchive) {
            return 0;
        }
    }

    /** Heap of the loaded model in bytes, estimated. */
    public long estimatedHeapBytes() {
        return shape.estimatedHeapBytes(expandedBytes);
    }
}
