package dev.plumbline.store;

import dev.plumbline.mojo.Sha256;
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

    /** As {@link #open(URI)}, for stores that are asked by digest or tell it beforehand; the caller checks the bytes. */
    default InputStream open(URI uri, Sha256 digest) throws IOException, FetchException {
        return open(uri);
    }

    /** The signature that lies with an artifact: beside it, with {@code .sig} at the end of its path. */
    default InputStream signature(URI uri) throws IOException, FetchException {
        String text = uri.toString();
        int query = text.indexOf('?');
        return open(URI.create(query < 0 ? text + ".sig" : text.substring(0, query) + ".sig" + text.substring(query)));
    }
}
