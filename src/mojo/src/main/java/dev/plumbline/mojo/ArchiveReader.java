package dev.plumbline.mojo;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads all entries of a zip file into memory, within bounds that hold while inflating, whatever the archive declares.
 */
final class ArchiveReader {

    /** Below this size the ratio says nothing: a list of levels that repeats itself packs very well. */
    private static final long RATIO_FLOOR = 4L << 20;

    private final MojoLimits limits;
    private long expanded;

    ArchiveReader(MojoLimits limits) {
        this.limits = limits;
    }

    long expandedBytes() {
        return expanded;
    }

    Outcome<Map<String, byte[]>> read(Path file, long archiveBytes) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > limits.maxEntries()) {
                return refused("it has %d entries, more than %d".formatted(zip.size(), limits.maxEntries()));
            }
            Map<String, byte[]> entries = HashMap.newHashMap(zip.size());
            long budget = Math.min(limits.maxExpandedBytes(), Math.max(RATIO_FLOOR, archiveBytes * limits.maxRatio()));
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                String name = entry.getName();
                if (!EntryNames.isPlain(name)) {
                    return refused("it has an entry whose name is not a plain relative path");
                }
                if (EntryNames.isCode(name)) {
                    return Outcome.refused(
                            Refusal.Reason.PojoRefused,
                            "the archive holds Java code (a jar or a POJO); export the model with download_mojo()");
                }
                if (entry.isDirectory()) {
                    continue;
                }
                byte[] content = inflate(zip, entry, budget - expanded);
                if (content == null) {
                    return refused("it expands to more than %d bytes".formatted(budget));
                }
                if (entries.put(name, content) != null) {
                    return refused("it has two entries of the same name");
                }
            }
            return Outcome.passed(entries);
        } catch (ZipException | EOFException | IllegalArgumentException broken) {
            return refused("the zip structure is damaged or the file is cut short");
        }
    }

    /** Null when the budget is used up: the declared size is only a hint, the bytes that come out are what counts. */
    private byte[] inflate(ZipFile zip, ZipEntry entry, long budget) throws IOException {
        if (entry.getSize() > budget) {
            return null;
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] content = in.readNBytes((int) Math.min(budget + 1, Integer.MAX_VALUE - 8));
            expanded += content.length;
            if (content.length > budget) {
                return null;
            }
            // ZipFile leaves the checksum to its caller.
            CRC32 crc = new CRC32();
            crc.update(content);
            if (crc.getValue() != entry.getCrc() || content.length != entry.getSize()) {
                throw new ZipException("checksum");
            }
            return content;
        }
    }

    private static <T> Outcome<T> refused(String what) {
        return Outcome.refused(Refusal.Reason.NotAMojo, "the archive is refused: " + what);
    }
}
