package dev.plumbline.mojo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Takes real archives apart and puts broken ones together. */
final class Zips {

    private Zips() {}

    static Map<String, byte[]> entries(Path zip) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : file.stream().toList()) {
                if (!entry.isDirectory()) {
                    entries.put(entry.getName(), file.getInputStream(entry).readAllBytes());
                }
            }
        }
        return entries;
    }

    static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** A real MOJO with some lines of its model.ini replaced; the checksums are right. */
    static byte[] withIni(Path mojo, String pattern, String replacement) throws IOException {
        Map<String, byte[]> entries = entries(mojo);
        String ini = new String(entries.get("model.ini"), StandardCharsets.UTF_8);
        String changed = ini.replaceAll("(?m)" + pattern, replacement);
        if (changed.equals(ini)) {
            throw new AssertionError("nothing was replaced by " + pattern);
        }
        entries.put("model.ini", changed.getBytes(StandardCharsets.UTF_8));
        return zip(entries);
    }

    /** Replaces every occurrence of a name in the raw bytes of an archive, headers included, by one as long. */
    static byte[] renamed(byte[] archive, String name, String other) throws IOException {
        if (name.length() != other.length()) {
            throw new AssertionError("both names must be equally long");
        }
        String text = new String(archive, StandardCharsets.ISO_8859_1);
        return text.replace(name, other).getBytes(StandardCharsets.ISO_8859_1);
    }

    static Path write(Path folder, byte[] content) throws IOException {
        return Files.write(folder.resolve("artifact"), content);
    }
}
