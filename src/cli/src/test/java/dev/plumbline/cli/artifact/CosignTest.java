package dev.plumbline.cli.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.cli.Run;
import dev.plumbline.mojo.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures by cosign itself; how they were made stands beside them. */
class CosignTest {

    private static final Path SIGNED = InspectCommandTest.MODELS.resolveSibling("cosign");

    @TempDir
    Path folder;

    @BeforeEach
    void mount() throws IOException {
        Files.createDirectories(folder.resolve("volumes"));
        Files.createSymbolicLink(folder.resolve("volumes/store"), InspectCommandTest.MODELS.toAbsolutePath());
    }

    private Run verify(String model, Path signature) throws IOException {
        byte[] bytes = Files.readAllBytes(InspectCommandTest.MODELS.resolve(model));
        return Run.of(
                "verify",
                "--uri",
                "pvc://store/" + model,
                "--digest",
                Sha256.of(bytes).toString(),
                "--volumes",
                folder.resolve("volumes").toString(),
                "--work-dir",
                folder.resolve("work").toString(),
                "--public-key",
                SIGNED.resolve("cosign.pub").toString(),
                "--signature",
                signature.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"kmeans.zip.sig", "kmeans.zip.bundle", "kmeans.zip.sigstore.json"})
    void whatCosignSignedPassesForThatModelAlone(String signature) throws IOException {
        Run good = verify("kmeans.zip", SIGNED.resolve(signature));
        assertThat(good.code()).as(good.out()).isZero();
        assertThat(good.out()).contains("signature").contains("DigestAndMojoValid");

        Run other = verify("glm-ordinal.zip", SIGNED.resolve(signature));
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.out()).contains("SignatureInvalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{",
                "{\"base64Signature\": 7}",
                "{\"messageSignature\": {\"signature\": \"\"}}",
                "{\"dsseEnvelope\": {\"signatures\": []}}"
            })
    void aBundleWithoutASignatureIsNone(String bundle) throws IOException {
        Run run = verify("kmeans.zip", Files.writeString(folder.resolve("bundle"), bundle));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("SignatureInvalid");
    }

    @Test
    void aBundleIsNotTwoBundles() throws IOException {
        String one = Files.readString(SIGNED.resolve("kmeans.zip.bundle"), StandardCharsets.UTF_8);
        String twice = one.strip().replace("}", ",\"base64Signature\":\"AAAA\"}");

        assertThat(verify("kmeans.zip", Files.writeString(folder.resolve("twice"), twice))
                        .out())
                .contains("SignatureInvalid");
        assertThat(verify("kmeans.zip", Files.writeString(folder.resolve("more"), one + one))
                        .out())
                .contains("SignatureInvalid");
    }
}
