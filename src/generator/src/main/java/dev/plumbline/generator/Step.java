package dev.plumbline.generator;

import java.io.IOException;
import java.nio.file.Path;

/** Writes one kind of generated files into a checkout. The same input gives the same bytes. */
public interface Step {

    /** Writes below the root of the project; overwrites what an earlier run wrote. */
    void write(Path root) throws IOException;
}
