package dev.plumbline.rollout;

import java.util.Objects;

/**
 * One model as Pods fetch and name it.
 *
 * @param name the name in the scoring URL
 * @param version the name of the version in every answer and every cache key
 * @param digest {@code sha256:} and 64 hex digits
 * @param storageUri where the bytes lie; empty only when the store of a lost record cannot be known again
 */
public record ModelVersion(String name, String version, String digest, String storageUri) {

    public ModelVersion {
        Objects.requireNonNull(name);
        Objects.requireNonNull(version);
        Objects.requireNonNull(digest);
        Objects.requireNonNull(storageUri);
    }

    /** The same bytes under the same name; the place that they came from does not matter to what is served. */
    public boolean sameAs(ModelVersion other) {
        return isServedAs(other.name, other.version, other.digest);
    }

    /** The same model, which is to be fetched from another place. */
    boolean isMovedFrom(ModelVersion other) {
        return sameAs(other) && !storageUri.equals(other.storageUri);
    }

    public boolean isServedAs(String otherName, String otherVersion, String otherDigest) {
        return name.equals(otherName) && version.equals(otherVersion) && digest.equals(otherDigest);
    }
}
