package dev.plumbline.scorer;

import dev.plumbline.testcluster.LocalPort;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What a Pod finds around it: a volume with models, the live state, a token, a directory of its own. */
public class ScorerResource implements QuarkusTestResourceLifecycleManager {

    public static final String TOKEN = "token-of-the-test";

    private static Path folder;

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("scorer-test");
            Files.createSymbolicLink(
                    Files.createDirectories(folder.resolve("models")).resolve("store"),
                    TestModels.FOLDER.toAbsolutePath());
            Files.writeString(folder.resolve("token"), TOKEN + "\n");
            live("{\"epoch\":0,\"active\":null,\"target\":null}");
            Map<String, String> settings = new HashMap<>();
            String port = Integer.toString(LocalPort.free());
            settings.put("plumbline.http.port", port);
            settings.put("quarkus.http.test-port", port);
            settings.put("plumbline.state-file", folder.resolve("live.json").toString());
            settings.put("plumbline.state-dir", folder.resolve("state").toString());
            settings.put("plumbline.model-volumes", folder.resolve("models").toString());
            settings.put("plumbline.admin-token-file", folder.resolve("token").toString());
            settings.put("plumbline.poll-interval", "100ms");
            settings.put("plumbline.commit-grace", "300ms");
            settings.put("plumbline.warmup-requests", "20");
            settings.put("plumbline.pod", "pod-under-test");
            return settings;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What the operator would write into the ConfigMap. */
    public static void live(String json) {
        try {
            Path next = folder.resolve("live.next");
            Files.writeString(next, json);
            Files.move(next, folder.resolve("live.json"), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static Path stateFolder() {
        return folder.resolve("state");
    }

    @Override
    public void stop() {}
}
