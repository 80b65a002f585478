package dev.plumbline.mojo;

import java.util.Map;

/**
 * An archive that has passed the gate: its entries in memory, inflated and with a correct checksum.
 *
 * @param archiveBytes size of the file
 * @param expandedBytes sum of the entries, a lower bound of the heap that the model takes
 */
public record MojoArchive(
        Sha256 digest, MojoHeader header, Map<String, byte[]> entries, long archiveBytes, long expandedBytes) {}
