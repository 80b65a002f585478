package dev.plumbline.mojo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/**
 * A file whose content is known to have the digest that was asked for. Nobody gets one without the check, and nothing
 * parses a byte before it.
 */
public record ArtifactFile(Path path, Sha256 digest, long bytes) {

    /**
     * Copies a stream into {@code target}, computing the digest on the way. The copy goes to a neighbour file first, so
     * that {@code target} only ever holds verified bytes.
     *
     * @throws IOException when the source or the disk fails; the caller knows what the source was and says so
     */
    public static Outcome<ArtifactFile> receive(InputStream source, Path target, Sha256 expected, long maxBytes)
            throws IOException {
        Path partial = target.resolveSibling(target.getFileName() + ".part");
        MessageDigest digest = Sha256.start();
        long size = 0;
        try (OutputStream out = Files.newOutputStream(
                partial, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[64 << 10];
            for (int read = source.read(buffer); read >= 0; read = source.read(buffer)) {
                size += read;
                if (size > maxBytes) {
                    Files.deleteIfExists(partial);
                    return Outcome.refused(
                            Refusal.Reason.FetchFailed, "the artifact is larger than %d bytes".formatted(maxBytes));
                }
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
        Sha256 found = Sha256.finish(digest.digest());
        if (!found.equals(expected)) {
            Files.deleteIfExists(partial);
            return mismatch(expected, found, size);
        }
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return Outcome.passed(new ArtifactFile(target, found, size));
    }

    /** A file that is only looked at: nobody asked for a digest, so the one that it has is taken down. */
    public static ArtifactFile ofOwnDigest(Path path) throws IOException {
        long size = Files.size(path);
        return new ArtifactFile(path, digest(path), size);
    }

    /** Checks a file that is already there, such as one kept from before a restart. */
    public static Outcome<ArtifactFile> verify(Path path, Sha256 expected, long maxBytes) throws IOException {
        long size = Files.size(path);
        if (size > maxBytes) {
            return Outcome.refused(
                    Refusal.Reason.FetchFailed, "the artifact is larger than %d bytes".formatted(maxBytes));
        }
        Sha256 found = digest(path);
        return found.equals(expected)
                ? Outcome.passed(new ArtifactFile(path, found, size))
                : mismatch(expected, found, size);
    }

    private static Sha256 digest(Path path) throws IOException {
        MessageDigest digest = Sha256.start();
        try (InputStream in = Files.newInputStream(path)) {
            byte[] buffer = new byte[64 << 10];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return Sha256.finish(digest.digest());
    }

    private static <T> Outcome<T> mismatch(Sha256 expected, Sha256 found, long size) {
        return Outcome.refused(
                Refusal.Reason.DigestMismatch,
                "the artifact has digest %s (%d bytes), but %s is asked for".formatted(found, size, expected));
    }
}
