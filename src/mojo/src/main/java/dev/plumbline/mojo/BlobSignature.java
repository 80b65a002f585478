package dev.plumbline.mojo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * A signature over the bytes of a file, in the form of {@code cosign sign-blob --key}: ECDSA on P-256 over SHA-256, the
 * ASN.1 form in base64. The key is a PEM file, as {@code cosign public-key} or {@code openssl ec -pubout} write it.
 */
public final class BlobSignature {

    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";

    /** Order of the group of P-256, by which the curve is told from others of 256 bits. */
    private static final String P256_ORDER = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";

    private BlobSignature() {}

    /**
     * @param pem the public key; the caller trusts it
     * @param signature base64 with or without line breaks
     * @return the file again when the signature is of this key over these bytes
     * @throws IllegalArgumentException when the key is none of this kind, which is a mistake of the platform
     */
    public static Outcome<ArtifactFile> check(ArtifactFile file, String pem, byte[] signature) throws IOException {
        PublicKey key = key(pem);
        try {
            String text = new String(signature, StandardCharsets.ISO_8859_1).replaceAll("\\s", "");
            byte[] der = Base64.getDecoder().decode(text);
            if (!Base64.getEncoder().encodeToString(der).equals(text)) {
                return invalid(); // the unused bits of the last letter are set: one signature, one text
            }
            Signature check = Signature.getInstance("SHA256withECDSA");
            check.initVerify(key);
            feed(check, file.path());
            return check.verify(der) ? Outcome.passed(file) : invalid();
        } catch (GeneralSecurityException | IllegalArgumentException garbled) {
            return invalid();
        }
    }

    private static void feed(Signature check, Path path) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] buffer = new byte[64 << 10];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                check.update(buffer, 0, read);
            }
        }
    }

    private static PublicKey key(String pem) {
        int begin = pem.indexOf(BEGIN);
        int end = pem.indexOf(END);
        if (begin >= 0 && end > begin) {
            try {
                byte[] der = Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end));
                PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
                if (key instanceof ECPublicKey curve
                        && curve.getParams().getOrder().toString(16).equals(P256_ORDER)) {
                    return key;
                }
            } catch (GeneralSecurityException | IllegalArgumentException garbled) {
                // Falls through: a key that cannot be read is no key of this kind.
            }
        }
        throw new IllegalArgumentException("the public key is not a PEM file with an ECDSA key on P-256");
    }

    private static Outcome<ArtifactFile> invalid() {
        return Outcome.refused(
                Refusal.Reason.SignatureInvalid, "the signature is not one of the signing key over these bytes");
    }
}
