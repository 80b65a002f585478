package dev.plumbline.scorer.serving;

import dev.plumbline.mojo.Sha256;

/**
 * A model as the operator names it.
 *
 * @param storageUri where its bytes are fetched from
 */
public record ModelRef(String name, String version, Sha256 digest, String storageUri) {

    /** The same model under the same name; where its bytes came from does not matter. */
    public boolean sameModel(ModelRef other) {
        return name.equals(other.name) && version.equals(other.version) && digest.equals(other.digest);
    }
}
