package dev.plumbline.mojo;

import dev.plumbline.mojo.gate.Kind;
import hex.genmodel.ModelMojoFactory;
import java.util.OptionalDouble;

/** What the reader on the class path knows of the algorithms that are served. */
final class Algorithms {

    private Algorithms() {}

    static boolean isServed(String algorithm) {
        return Kind.of(algorithm).isPresent();
    }

    /** The newest format that the reader on the class path knows; empty for an algorithm that is not served. */
    static OptionalDouble newestMojoVersion(String algorithm) {
        return isServed(algorithm)
                ? OptionalDouble.of(Double.parseDouble(
                        ModelMojoFactory.INSTANCE.getMojoReader(algorithm).mojoVersion()))
                : OptionalDouble.empty();
    }
}
