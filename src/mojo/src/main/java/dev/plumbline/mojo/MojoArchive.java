package dev.plumbline.mojo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipFile;

/**
 * An archive that has passed the gate: its entries in memory, inflated and with a correct checksum.
 *
 * @param archiveBytes size of the file
 * @param expandedBytes sum of the entries, a lower bound of the heap that the model takes
 */
public record MojoArchive(
        Sha256 digest, MojoHeader header, Map<String, byte[]> entries, long archiveBytes, long expandedBytes) {

    /**
     * What an archive says that it expands to, before anything is read into memory. A lie is found out later; a file that
     * is no archive counts as 0, and the gate refuses it.
     */
    public static long declaredBytes(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.stream().mapToLong(entry -> Math.max(0, entry.getSize())).sum();
        } catch (IOException | IllegalArgumentException noArchive) {
            return 0;
        }
    }
}
