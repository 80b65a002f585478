package dev.plumbline.scorer.serving;

import dev.plumbline.mojo.Sha256;

/**
 * A model as the operator names it.
 *
 * @param storageUri where its bytes are fetched from; empty when a record that was lost could not tell
 */
public record ModelRef(String name, String version, Sha256 digest, String storageUri) {

    /** From the same place, or from one that nobody knows any more. */
    boolean isFetchedAs(ModelRef other) {
        return other.storageUri.isEmpty() || storageUri.equals(other.storageUri);
    }

    /** The same model under the same name; where its bytes came from does not matter. */
    public boolean sameModel(ModelRef other) {
        return name.equals(other.name) && version.equals(other.version) && digest.equals(other.digest);
    }
}
