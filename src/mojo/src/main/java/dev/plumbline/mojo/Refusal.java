package dev.plumbline.mojo;

/**
 * Why an artifact is not served.
 *
 * @param reason one word for machines; it becomes the reason of a condition
 * @param message one sentence for people, without any content of the artifact beyond short, cleaned tokens
 */
public record Refusal(Reason reason, String message) {

    /** The names are API: {@code ArtifactVerified} and {@code ModelLoaded} carry them as condition reasons. */
    public enum Reason {
        FetchFailed,
        DigestMismatch,
        NotAMojo,
        PojoRefused,
        MojoTooNew,
        H2OVersionMismatch,
        SignatureInvalid,
        SchemaIncompatible,
        GoldenRowsDiffer,
        InsufficientHeapForSwap,
        LoadFailed
    }
}
