package dev.plumbline.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactFileTest {

    private static final byte[] CONTENT = "some bytes".getBytes();
    private static final Sha256 DIGEST = Sha256.of(CONTENT);

    @TempDir
    Path folder;

    @Test
    void keeps_what_has_the_digest() throws IOException {
        Path target = folder.resolve("a.zip");

        Outcome<ArtifactFile> outcome = ArtifactFile.receive(new ByteArrayInputStream(CONTENT), target, DIGEST, 100);

        assertThat(outcome).isEqualTo(Outcome.passed(new ArtifactFile(target, DIGEST, CONTENT.length)));
        assertThat(target).hasBinaryContent(CONTENT);
        assertThat(ArtifactFile.verify(target, DIGEST, 100)).isEqualTo(outcome);
    }

    @Test
    void leaves_nothing_of_what_has_another_digest_or_is_too_large() throws IOException {
        Path target = folder.resolve("a.zip");
        Sha256 other = Sha256.of(new byte[] {1});

        refused(ArtifactFile.receive(new ByteArrayInputStream(CONTENT), target, other, 100), "DigestMismatch");
        refused(ArtifactFile.receive(new ByteArrayInputStream(CONTENT), target, DIGEST, 9), "FetchFailed");

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void notices_a_copy_that_was_changed() throws IOException {
        Path target = Files.write(folder.resolve("a.zip"), new byte[] {1, 2, 3});
        refused(ArtifactFile.verify(target, DIGEST, 100), "DigestMismatch");
        refused(ArtifactFile.verify(target, DIGEST, 2), "FetchFailed");
    }

    @Test
    void accepts_one_form_of_a_digest() {
        assertThat(Sha256.parse(DIGEST.toString())).contains(DIGEST);
        assertThat(Sha256.parse(DIGEST.toString().toUpperCase())).isEmpty();
        assertThat(Sha256.parse(DIGEST.hex())).isEmpty();
        assertThat(Sha256.parse("sha256:" + DIGEST.hex() + "\n")).isEmpty();
        assertThat(Sha256.parse(null)).isEmpty();
        assertThatThrownBy(() -> new Sha256("abc")).isInstanceOf(IllegalArgumentException.class);
    }

    private static void refused(Outcome<ArtifactFile> outcome, String reason) {
        assertThat(((Outcome.Refused<ArtifactFile>) outcome).refusal().reason()).hasToString(reason);
    }
}
