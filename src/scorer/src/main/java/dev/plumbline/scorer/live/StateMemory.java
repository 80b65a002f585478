package dev.plumbline.scorer.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What this Pod has promised, on its own disk. A Pod that comes back and finds a target here may have missed the switch:
 * it is in doubt until it has read the live record.
 */
public final class StateMemory {

    private static final Logger LOG = Logger.getLogger(StateMemory.class);

    private final Path file;

    public StateMemory(Path folder) {
        this.file = folder.resolve("state.json");
    }

    /** On disk when it returns: the answer to the operator follows. */
    public void save(LiveRecord state) throws IOException {
        Files.createDirectories(file.getParent());
        Path next = file.resolveSibling("state.json.next");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(StateJson.write(state).getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Empty on a first start, and after damage, which is the same: the live record decides. */
    public Optional<LiveRecord> load() {
        try {
            return Optional.of(StateJson.live(Files.readString(file)));
        } catch (NoSuchFileException first) {
            return Optional.empty();
        } catch (IOException damaged) {
            LOG.warn("the remembered state cannot be read and is ignored");
            return Optional.empty();
        }
    }
}
