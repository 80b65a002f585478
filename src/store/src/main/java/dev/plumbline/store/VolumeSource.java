package dev.plumbline.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** {@code pvc://<claim>/<path>}: a file on a claim that the operator mounted read-only at {@code <root>/<claim>}. */
public final class VolumeSource implements Source {

    private final Path root;
    private final String kind;

    public VolumeSource(Path root) {
        this(root, "claim");
    }

    /** @param kind what is mounted, for messages */
    VolumeSource(Path root, String kind) {
        this.root = root;
        this.kind = kind;
    }

    @Override
    public InputStream open(URI uri) throws IOException, FetchException {
        String claim = uri.getAuthority();
        String path = uri.getPath();
        if (claim == null || !claim.matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?") || path == null || path.length() < 2) {
            throw new FetchException("a pvc URI has the form pvc://<claim>/<path>");
        }
        // Judged as it was written, before anything is looked for: the answer must not tell what lies elsewhere.
        AddressPolicy.plain(uri.toString());
        Path volume = root.resolve(claim);
        if (!Files.isDirectory(volume)) {
            throw new FetchException("the " + kind + " " + claim + " is not mounted in this Pod");
        }
        Path within = volume.toRealPath();
        return opened(within, within.relativize(found(within, path.substring(1), claim)));
    }

    /** Where the file lies, all links resolved once: a link on the volume must not lead to the token of the Pod. */
    private Path found(Path volume, String path, String claim) throws IOException, FetchException {
        try {
            Path file = volume.resolve(path).toRealPath();
            if (file.startsWith(volume) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return file;
            }
        } catch (FileSystemException none) {
            // As below: a link that leads out tells nothing of what lies there, not even whether it exists.
        } catch (InvalidPathException unwritable) {
            throw new FetchException("the path holds characters that no name of a file has");
        }
        throw new FetchException(
                "the %s %s has no such file that can be read, or a link leads out of it".formatted(kind, claim));
    }

    /** Opens folder by folder without following a link, since whoever writes to the volume may put one there by now. */
    private static InputStream opened(Path volume, Path file) throws IOException {
        try (DirectoryStream<Path> folder = Files.newDirectoryStream(volume)) {
            return folder instanceof SecureDirectoryStream<Path> secure
                    ? below(secure, file)
                    : Files.newInputStream(volume.resolve(file), LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static InputStream below(SecureDirectoryStream<Path> folder, Path file) throws IOException {
        if (file.getNameCount() == 1) {
            return Channels.newInputStream(
                    folder.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
        }
        try (SecureDirectoryStream<Path> next = folder.newDirectoryStream(file.getName(0), LinkOption.NOFOLLOW_LINKS)) {
            return below(next, file.subpath(1, file.getNameCount()));
        }
    }
}
