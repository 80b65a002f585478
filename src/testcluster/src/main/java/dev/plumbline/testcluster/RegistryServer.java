package dev.plumbline.testcluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real registry (CNCF Distribution) for one test: a process of its own on a free port, which asks for a login. */
public final class RegistryServer implements AutoCloseable {

    public static final String USER = "reader";
    public static final String PASSWORD = "secret";

    /** The reason that a skipped test shows. */
    public static final String MISSING =
            "no docker-registry at $PLUMBLINE_REGISTRY or on the PATH (make test takes it out of Debian's package)";

    private static final Program PROGRAM = Program.at("PLUMBLINE_REGISTRY", "docker-registry", MISSING);

    /** {@link #USER} and {@link #PASSWORD} by bcrypt, the only way that it knows. */
    private static final String LOGIN = "$2b$05$zosSdP.r4PUSSuzk8yRtyuZ5dE30GSbC9hCjJSxP7hmWCvcnMHUQS";

    private final ServerProcess process;
    private final int port;

    private RegistryServer(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    public static boolean isInstalled() {
        return PROGRAM.isInstalled();
    }

    /** Starts one and waits until it listens. */
    public static RegistryServer launch() throws IOException {
        var server = new RegistryServer(new ServerProcess("registry-test"), LocalPort.free());
        server.start();
        return server;
    }

    public String host() {
        return "127.0.0.1:" + port;
    }

    private void start() throws IOException {
        Path binary = PROGRAM.path();
        Path folder = process.folder();
        Path logins = Files.writeString(folder.resolve("logins"), USER + ":" + LOGIN + "\n");
        Path settings =
                Files.writeString(folder.resolve("registry.yml"), """
                version: 0.1
                log: {level: warn}
                storage: {filesystem: {rootdirectory: %s}}
                http: {addr: "127.0.0.1:%d"}
                auth: {htpasswd: {realm: test, path: %s}}
                """.formatted(folder.resolve("data"), port, logins));
        process.start(
                List.of(binary.toString(), "serve", settings.toString()),
                Duration.ofSeconds(20),
                Duration.ofMillis(20),
                () -> LocalPort.listens(port));
    }

    @Override
    public void close() {
        process.close();
    }
}
