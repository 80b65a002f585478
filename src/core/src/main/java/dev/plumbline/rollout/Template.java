package dev.plumbline.rollout;

import java.util.Objects;

/**
 * What the Pods of a Deployment are made from, whatever its colour. Kept in the record, since the spec may ask for
 * another one long before the Pods of this one are gone.
 *
 * @param digest tells one from another
 * @param text as planned; of no meaning to the machine
 */
public record Template(String digest, String text) {

    public Template {
        Objects.requireNonNull(digest);
        Objects.requireNonNull(text);
    }

    public boolean sameAs(Template other) {
        return digest.equals(other.digest);
    }
}
