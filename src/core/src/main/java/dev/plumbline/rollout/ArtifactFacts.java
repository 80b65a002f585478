package dev.plumbline.rollout;

/**
 * What a Pod found in an archive that it loaded.
 *
 * @param trees 0 for models without trees
 * @param estimatedHeapBytes that the loaded model takes
 */
public record ArtifactFacts(
        String algorithm,
        String mojoVersion,
        String h2oVersion,
        long sizeBytes,
        int trees,
        int inputs,
        long estimatedHeapBytes) {}
