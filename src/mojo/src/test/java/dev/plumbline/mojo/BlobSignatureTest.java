package dev.plumbline.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobSignatureTest {

    private static final byte[] CONTENT = "the model".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private static KeyPair keys(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static String pem(KeyPair keys) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(keys.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static byte[] sign(KeyPair keys, byte[] content) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(content);
        return Base64.getEncoder().encode(signature.sign());
    }

    private boolean passes(String pem, byte[] signature) throws IOException {
        Path file = Files.write(folder.resolve("a.zip"), CONTENT);
        Outcome<ArtifactFile> outcome = BlobSignature.check(ArtifactFile.ofOwnDigest(file), pem, signature);
        if (outcome instanceof Outcome.Refused<ArtifactFile>(Refusal refusal)) {
            assertThat(refusal.reason()).isEqualTo(Refusal.Reason.SignatureInvalid);
        }
        return outcome instanceof Outcome.Passed;
    }

    private static boolean ends(byte[] base64, String padding) {
        String text = new String(base64, StandardCharsets.US_ASCII);
        return text.substring(text.replace("=", "").length()).equals(padding);
    }

    @Test
    void passes_only_the_key_over_the_bytes() throws Exception {
        KeyPair keys = keys("secp256r1");
        byte[] good = sign(keys, CONTENT);
        assertThat(passes(pem(keys), good)).isTrue();
        assertThat(passes(pem(keys), (new String(good, StandardCharsets.US_ASCII) + "\n").getBytes()))
                .isTrue();
        assertThat(passes(pem(keys("secp256r1")), good)).isFalse();
        assertThat(passes(pem(keys), sign(keys, "another model".getBytes()))).isFalse();
        for (byte[] bad : new byte[][] {{}, "AAAA".getBytes(), "not base64 !".getBytes(), new byte[5000]}) {
            assertThat(passes(pem(keys), bad)).isFalse();
        }
        // A signature of zeros passed for any message in one famous version of Java.
        byte[] zeros = {0x30, 6, 2, 1, 0, 2, 1, 0};
        assertThat(passes(pem(keys), Base64.getEncoder().encode(zeros))).isFalse();
        // One for each way in which base64 ends, since it leaves bits unused in some.
        for (String end : List.of("==", "=", "")) {
            byte[] signature = sign(keys, CONTENT);
            while (!ends(signature, end)) {
                signature = sign(keys, CONTENT);
            }
            for (int i = 0; i < signature.length; i++) {
                byte[] flipped = signature.clone();
                flipped[i] ^= 1;
                assertThat(passes(pem(keys), flipped)).as("byte %d", i).isFalse();
            }
        }
    }

    @Test
    void passes_what_openssl_signed() throws Exception {
        // openssl ecparam -name prime256v1 -genkey -noout | tee key | openssl ec -pubout
        // printf 'the model' | openssl dgst -sha256 -sign key | base64 -w0
        assertThat(passes(OPENSSL_KEY, OPENSSL_SIGNATURE.getBytes())).isTrue();
    }

    @Test
    void takes_no_other_kind_of_key() throws Exception {
        for (String pem :
                new String[] {"", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", pem(keys("secp384r1"))
                }) {
            assertThatThrownBy(() -> passes(pem, sign(keys("secp256r1"), CONTENT)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    // spotless:off
    private static final String OPENSSL_KEY = """
            -----BEGIN PUBLIC KEY-----
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEdkG0Nd6eUvUthkTXz97A1CMyr9I1
            rI6iAJBIuvyUodpF5u7d0+bVwo5xyZ8/4ryfQQSrodC7fLxvU4AyzgxcXw==
            -----END PUBLIC KEY-----
            """;

    private static final String OPENSSL_SIGNATURE = "MEUCIEONsyhTTEIgNb7Ejay/p85xLX2yOgiytHXxJ58sIWHLAiEAjXjUZvu7Z8o9qW54FIGdRrKmMrUHya+5fPEPlYlj+rA=";
    // spotless:on
}
