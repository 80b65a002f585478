package dev.plumbline.rollout;

/** A model as a Pod names it; where it was fetched from is not the Pod's to tell. */
public record ServedModel(String name, String version, String digest) {

    boolean is(ModelVersion model) {
        return model.isServedAs(name, version, digest);
    }
}
