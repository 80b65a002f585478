package dev.plumbline.scorer.cache;

import dev.plumbline.mojo.KeyedHash;
import dev.plumbline.scorer.serving.ModelRef;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What separates one model's entries from all others: the keys of two hashes, derived from name, version and digest of
 * the model and from the password of the cache. All Pods derive the same; nobody without the password does.
 *
 * @param rows hashes inputs
 * @param values hashes stored bytes
 * @param model the beginning of the model's digest
 */
record Seal(KeyedHash rows, KeyedHash values, long model) {

    static Seal of(ModelRef ref, String secret) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {
                secret, ref.name(), ref.version(), ref.digest().toString()
            }) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                // With its length, so that no two lists of parts are one text.
                sha.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                sha.update(bytes);
            }
            ByteBuffer keys = ByteBuffer.wrap(sha.digest());
            sha.update(ref.digest().toString().getBytes(StandardCharsets.UTF_8));
            return new Seal(
                    new KeyedHash(keys.getLong(), keys.getLong()),
                    new KeyedHash(keys.getLong(), keys.getLong()),
                    ByteBuffer.wrap(sha.digest()).getLong());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
