package dev.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumeSourceTest {

    @TempDir
    Path root;

    @Test
    void reads_below_the_claim_and_nowhere_else() throws Exception {
        Files.createDirectories(root.resolve("store/sub"));
        Files.writeString(root.resolve("store/sub/a.zip"), "inside");
        Files.writeString(root.resolve("secret"), "outside");
        Files.createSymbolicLink(root.resolve("store/link"), root.resolve("secret"));
        Files.createSymbolicLink(root.resolve("store/fine"), root.resolve("store/sub/a.zip"));
        VolumeSource source = new VolumeSource(root);

        for (String good : new String[] {"pvc://store/sub/a.zip", "pvc://store/fine"}) {
            try (InputStream in = source.open(URI.create(good))) {
                assertThat(in.readAllBytes()).asString().isEqualTo("inside");
            }
        }
        for (String bad : new String[] {
            "pvc://store/../secret",
            "pvc://store/link",
            "pvc://store/none",
            "pvc://store/sub",
            "pvc://store/",
            "pvc:///a",
            "pvc://../secret",
            "pvc://other/a.zip",
            "pvc://store//etc/passwd",
            "pvc://store/%2e%2e/secret"
        }) {
            assertThatThrownBy(() -> source.open(URI.create(bad))).as(bad).isInstanceOf(FetchException.class);
        }
    }
}
