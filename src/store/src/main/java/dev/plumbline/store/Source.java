package dev.plumbline.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** A place that artifacts come from. */
@FunctionalInterface
public interface Source {

    /**
     * @throws FetchException when the place answers that there is no such artifact, or may not be asked
     * @throws IOException when it does not answer
     */
    InputStream open(URI uri) throws IOException, FetchException;
}
