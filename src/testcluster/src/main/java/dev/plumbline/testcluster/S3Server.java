package dev.plumbline.testcluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A real object store (Versity's S3 gateway over a folder) for one test: a process of its own on a free port, which checks
 * every signature.
 */
public final class S3Server implements AutoCloseable {

    public static final String ACCESS_KEY = "reader";
    public static final String SECRET_KEY = "not-to-be-seen";
    public static final String REGION = "eu-central-1";

    /** The reason that a skipped test shows. */
    public static final String MISSING =
            "no versitygw at $PLUMBLINE_S3_GATEWAY or on the PATH (make test builds it from its Go module)";

    private static final Program PROGRAM = Program.at("PLUMBLINE_S3_GATEWAY", "versitygw", MISSING);

    private final ServerProcess process;
    private final int port;

    private S3Server(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    public static boolean isInstalled() {
        return PROGRAM.isInstalled();
    }

    /** Starts one and waits until it listens. */
    public static S3Server launch() throws IOException {
        var server = new S3Server(new ServerProcess("s3-test"), LocalPort.free());
        server.start();
        return server;
    }

    /** Without a slash at its end. */
    public String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    /** @param key as it is, not encoded for an address */
    public void put(String bucket, String key, byte[] content) throws IOException {
        Path file = objects().resolve(bucket).resolve(key);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private Path objects() {
        return process.folder().resolve("objects");
    }

    private void start() throws IOException {
        Path binary = PROGRAM.path();
        Path folder = process.folder();
        // What it notes about objects lies in files of its own: not every file system has attributes for it.
        Path objects = Files.createDirectory(objects());
        Path notes = Files.createDirectory(folder.resolve("notes"));
        process.start(
                List.of(
                        binary.toString(),
                        "--port=127.0.0.1:" + port,
                        "--region=" + REGION,
                        "--quiet",
                        "posix",
                        "--sidecar=" + notes,
                        objects.toString()),
                Map.of("ROOT_ACCESS_KEY", ACCESS_KEY, "ROOT_SECRET_KEY", SECRET_KEY),
                Duration.ofSeconds(20),
                Duration.ofMillis(20),
                () -> LocalPort.listens(port));
    }

    @Override
    public void close() {
        process.close();
    }
}
