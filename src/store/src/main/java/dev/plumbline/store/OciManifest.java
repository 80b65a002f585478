package dev.plumbline.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.mojo.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an artifact in a registry consists of.
 *
 * @param digest of the manifest itself
 */
record OciManifest(Sha256 digest, List<Layer> layers) {

    static final String MEDIA_TYPES =
            "application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json";

    /** A model and its signature are two. */
    private static final int MOST_LAYERS = 100;

    private static final int MOST_SHOWN = 3;
    private static final String TITLE = "org.opencontainers.image.title";

    /** @param title the name of the file that it was made of; empty where the maker says none */
    record Layer(Sha256 digest, String title) {

        boolean signature() {
            return title.endsWith(".sig");
        }
    }

    OciManifest {
        layers = List.copyOf(layers);
    }

    /** @param shown where it comes from, for messages */
    static OciManifest parse(byte[] bytes, Object shown) throws FetchException {
        JsonNode json = Json.read(bytes).orElseThrow(() -> new FetchException(shown + " is no manifest"));
        if (json.has("manifests")) {
            throw new FetchException(shown + " is an index of several artifacts; name one of them by its digest");
        }
        JsonNode all = json.path("layers");
        if (!all.isArray() || all.isEmpty() || all.size() > MOST_LAYERS) {
            throw new FetchException("%s has no layers, or more than %d".formatted(shown, MOST_LAYERS));
        }
        List<Layer> layers = new ArrayList<>();
        for (JsonNode each : all) {
            Sha256 digest = Sha256.parse(each.path("digest").asText(""))
                    .orElseThrow(() -> new FetchException(shown + " has a layer without a SHA-256 digest"));
            layers.add(new Layer(digest, each.path("annotations").path(TITLE).asText("")));
        }
        return new OciManifest(Sha256.of(bytes), layers);
    }

    Optional<Layer> layer(Sha256 wanted) {
        return layers.stream().filter(layer -> layer.digest().equals(wanted)).findFirst();
    }

    /** The one layer that is, or is not, a signature; empty when there are none or several. */
    Optional<Layer> only(boolean signature) {
        List<Layer> found =
                layers.stream().filter(layer -> layer.signature() == signature).toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** The digests of what may be models, for messages. */
    String contents() {
        List<Layer> models = layers.stream().filter(layer -> !layer.signature()).toList();
        String some = models.stream()
                .limit(MOST_SHOWN)
                .map(layer -> layer.digest().toString())
                .collect(Collectors.joining(", "));
        return models.size() > MOST_SHOWN ? some + " and others" : some.isEmpty() ? "no model" : some;
    }
}
