package dev.plumbline.cli.artifact;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What {@code cosign sign-blob} writes: the signature itself ({@code --output-signature}), or one of two bundles around it
 * ({@code --bundle}, with or without {@code --new-bundle-format}). Of a bundle only the signature counts. What else it
 * says, of digests, keys and logs, was not made by anyone whom the platform trusts.
 */
final class SignatureFile {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private SignatureFile() {}

    /** @return the signature in base64; the file as it is when it is no bundle, for others to refuse */
    static byte[] signature(byte[] file) {
        if (!new String(file, StandardCharsets.ISO_8859_1).stripLeading().startsWith("{")) {
            return file;
        }
        try {
            JsonNode bundle = JSON.readTree(file);
            JsonNode older = bundle.path("base64Signature");
            JsonNode signature = older.isMissingNode() ? bundle.at("/messageSignature/signature") : older;
            return signature.isTextual() ? signature.textValue().getBytes(StandardCharsets.UTF_8) : file;
        } catch (IOException garbled) {
            return file;
        }
    }
}
