package dev.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
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

    @Test
    void tells_nothing_of_what_lies_elsewhere() throws Exception {
        Files.createDirectories(root.resolve("store"));
        Files.writeString(root.resolve("secret"), "outside");
        Files.createSymbolicLink(root.resolve("store/there"), root.resolve("secret"));
        Files.createSymbolicLink(root.resolve("store/not-there"), root.resolve("none"));
        Files.createSymbolicLink(root.resolve("store/folder"), root);
        VolumeSource source = new VolumeSource(root);
        Map<String, String> pairs = Map.of(
                "pvc://store/../secret",
                "pvc://store/../none",
                "pvc://store/%2E%2e/secret",
                "pvc://store/%2e%2E/none",
                "pvc://store/" + root.resolve("secret"),
                "pvc://store/" + root.resolve("none"),
                "pvc://store/there",
                "pvc://store/not-there",
                "pvc://store/folder/secret",
                "pvc://store/folder/none",
                "pvc://store/a%00b.zip",
                "pvc://store/a%00c.zip");
        assertThat(message(source, "pvc://store/a/../b")).contains("without dot segments");
        pairs.forEach((one, other) -> assertThat(message(source, one)).as(one).isEqualTo(message(source, other)));
    }

    private static String message(VolumeSource source, String uri) {
        FetchException told = catchThrowableOfType(FetchException.class, () -> source.open(URI.create(uri)));
        return told.getMessage();
    }

    /** Whoever writes to the volume swaps a file and a folder for links while they are read. */
    @Test
    void a_link_that_comes_in_between_is_not_followed() throws Exception {
        Path volume = Files.createDirectories(root.resolve("store/sub")).getParent();
        Path outside = Files.createDirectories(root.resolve("outside"));
        Files.writeString(outside.resolve("a.zip"), "outside");
        Files.writeString(volume.resolve("sub/a.zip"), "inside");
        Path link = Files.createSymbolicLink(root.resolve("link"), outside);
        Path to = Files.createSymbolicLink(root.resolve("to"), outside.resolve("a.zip"));
        VolumeSource source = new VolumeSource(root);
        AtomicBoolean over = new AtomicBoolean();
        Thread swaps = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                swap(volume.resolve("sub"), link, root.resolve("kept"));
                swap(volume.resolve("sub/a.zip"), to, root.resolve("kept.zip"));
            }
        });
        try {
            for (int i = 0; i < 20_000; i++) {
                try (InputStream in = source.open(URI.create("pvc://store/sub/a.zip"))) {
                    assertThat(in.readAllBytes()).asString().isEqualTo("inside");
                } catch (IOException | FetchException away) {
                    // For a moment there is nothing, or a link.
                }
            }
        } finally {
            over.set(true);
            swaps.join();
        }
    }

    private static void swap(Path real, Path link, Path aside) {
        try {
            Files.move(real, aside);
            Files.move(link, real);
            Files.move(real, link);
            Files.move(aside, real);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
