package dev.plumbline.mojo;

import hex.genmodel.MojoReaderBackend;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Hands the checked entries to h2o-genmodel. Text is UTF-8 whatever the locale of the process, and a missing entry is
 * an error where h2o-genmodel's own reader goes on with null.
 */
final class ArchiveBackend implements MojoReaderBackend {

    /** Training metrics as JSON; they play no part in scoring and can outweigh the model. */
    private static final String DETAILS = "experimental/modelDetails.json";

    private final Map<String, byte[]> entries;

    ArchiveBackend(Map<String, byte[]> entries) {
        this.entries = entries;
    }

    @Override
    public BufferedReader getTextFile(String name) throws IOException {
        if (name.endsWith(DETAILS)) {
            throw new IOException("left out");
        }
        return new BufferedReader(
                new InputStreamReader(new ByteArrayInputStream(getBinaryFile(name)), StandardCharsets.UTF_8));
    }

    @Override
    public byte[] getBinaryFile(String name) throws IOException {
        byte[] content = entries.get(name);
        if (content == null) {
            throw new IOException("an entry is missing");
        }
        return content;
    }

    @Override
    public boolean exists(String name) {
        return entries.containsKey(name);
    }
}
