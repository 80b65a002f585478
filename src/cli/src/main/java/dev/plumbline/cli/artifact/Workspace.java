package dev.plumbline.cli.artifact;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder for one verification: every run fetches anew, and leaves nothing behind. */
record Workspace(Path folder) implements Closeable {

    static Workspace within(Path parent) throws IOException {
        try {
            Files.createDirectories(parent);
            return new Workspace(Files.createTempDirectory(parent, "plumbline-verify-"));
        } catch (IOException unwritable) {
            throw new IOException(parent + " cannot be written");
        }
    }

    @Override
    public void close() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
    }
}
