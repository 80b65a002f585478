package dev.plumbline.views.development;

import dev.plumbline.api.ModelSpec;
import dev.plumbline.api.ModelsSpec;
import dev.plumbline.api.ObjectName;
import dev.plumbline.artifact.ArtifactUri;
import dev.plumbline.artifact.HostReach;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.Input;
import dev.plumbline.views.Items;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.RolloutSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.Subject;
import dev.plumbline.views.View;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** DEV-03: models come from stores that the platform knows, and from nowhere inside. */
public final class AllowedStore extends Rule {

    private static final List<String> SCHEMES = List.of("https", "http", "s3", "oci", "pvc", "configmap");

    private static final String FORM = "https://host/path, http://host/path, s3://bucket/key,"
            + " oci://registry/repository:tag, pvc://claim/path or configmap://name/key";

    private static final Pattern IN_REGISTRY =
            Pattern.compile("/.+(:[A-Za-z0-9_][A-Za-z0-9_.-]*|@sha256:[0-9a-f]{64})");

    /** As the planner reads it, which takes the name as it is written; a key has no folders. */
    private static final Pattern IN_CLAIM = Pattern.compile("pvc://(?<name>[^/]*)/.*");

    private static final Pattern IN_CONFIG_MAP = Pattern.compile("configmap://(?<name>[^/]*)/" + ObjectName.KEY);

    public AllowedStore() {
        super(RuleCard.firm(
                "DEV-03",
                View.DEVELOPMENT,
                Gate.WEBHOOK,
                "Model store not allowed",
                "the scheme of storageUri is not served, the address is ambiguous or names no possible host, claim or ConfigMap, its host is loopback, link-local or a"
                        + " metadata service, its host is private and not listed, or spec.models.allow of the platform"
                        + " names stores and this is none of them.",
                """
                Whoever may create a rollout could otherwise make the platform fetch from the cloud's metadata service,
                the API server or any internal host, and read the answer in a message.""",
                "Use the model store; list private ones in spec.models.allow of the platform."));
    }

    @Override
    public Set<Input> needs(Subject subject) {
        return subject instanceof RolloutSubject ? Set.of(Input.PLATFORM) : Set.of();
    }

    @Override
    protected void platform(PlatformSubject subject, Findings out) {
        Items.each("spec.models.allow", subject.models().map(ModelsSpec::allow).orElse(null), (path, text) -> {
            var store = ArtifactUri.parse(text);
            if (store.isEmpty() || text.contains("*")) {
                out.at(path)
                        .allowed(FORM)
                        .says(
                                "%s is not the beginning of an address; use one such as"
                                        + " https://models.example.com/.",
                                path.substring("spec.".length()));
            } else if (store.get().web() && HostReach.of(store.get().host()) == HostReach.NEVER) {
                never(path, store.get().host(), path.substring("spec.".length()), out);
            } else if (store.get().web() && !store.get().connectable()) {
                unconnectable(path, path.substring("spec.".length()), out);
            }
        });
    }

    @Override
    protected void rollout(RolloutSubject subject, Findings out) {
        subject.model()
                .map(ModelSpec::storageUri)
                .filter(uri -> !uri.isBlank())
                .ifPresent(uri -> judge(uri, stores(subject), out));
    }

    /** The allow-list; empty when the platform is not known, which is told as a rule not judged in full. */
    private static Optional<List<ArtifactUri>> stores(RolloutSubject subject) {
        return subject.platformSubject()
                .map(platform -> Items.of(
                                platform.models().map(ModelsSpec::allow).orElse(null))
                        .stream()
                        .filter(Objects::nonNull)
                        .flatMap(text -> ArtifactUri.parse(text).stream())
                        .toList());
    }

    private static void judge(String text, Optional<List<ArtifactUri>> stores, Findings out) {
        String path = "spec.model.storageUri";
        var parsed = ArtifactUri.parse(text);
        if (parsed.isEmpty()) {
            out.at(path)
                    .allowed(FORM)
                    .says("storageUri is not an address that every reader understands alike; use " + FORM
                            + ", without dot segments.");
            return;
        }
        var uri = parsed.get();
        if (!SCHEMES.contains(uri.scheme())) {
            out.at(path)
                    .found(uri.scheme())
                    .allowed(String.join(", ", SCHEMES))
                    .says("scheme \"%s\" is not allowed; use %s.", uri.scheme(), String.join(", ", SCHEMES));
            return;
        }
        boolean located = uri.web() || uri.path().length() > 1;
        if (!located) {
            out.at(path)
                    .found(uri.scheme() + "://" + uri.host())
                    .allowed(FORM)
                    .says("storageUri names %s %s and nothing in" + " it; use %s.", uri.scheme(), uri.host(), FORM);
            return;
        }
        if (!uri.web() && !uri.scheme().equals("s3") && !namesAnObject(uri, text)) {
            out.at(path)
                    .found(uri.scheme())
                    .allowed("pvc://claim/path or configmap://name/key, with the name of an object")
                    .says("storageUri names no possible object of the namespace; write it as pvc://claim/path or"
                            + " configmap://name/key, the name in lower-case letters, digits, dashes and dots.");
            return;
        }
        if (uri.scheme().equals("oci") && !IN_REGISTRY.matcher(uri.path()).matches()) {
            out.at(path)
                    .found(uri.host() + uri.path())
                    .allowed("oci://registry/repository:tag, or @sha256:digest instead of the tag")
                    .says(
                            "storageUri names no tag and no digest in %s; write it as oci://registry/repository:tag.",
                            uri.host());
            return;
        }
        var reach = uri.web() ? HostReach.of(uri.host()) : HostReach.PUBLIC;
        boolean listed = stores.filter(all -> all.stream().anyMatch(uri::below)).isPresent();
        if (reach == HostReach.NEVER) {
            never(path, uri.host(), "storageUri", out);
        } else if (uri.web() && !uri.connectable()) {
            unconnectable(path, "storageUri", out);
        } else if (stores.isPresent() && !stores.get().isEmpty() && !listed) {
            out.at(path)
                    .found(uri.host())
                    .allowed("the stores of spec.models.allow")
                    .says(
                            "storageUri points at %s, which"
                                    + " is below no entry of spec.models.allow of the platform; use a listed model store.",
                            uri.host());
        } else if (reach == HostReach.PRIVATE && !listed) {
            // Also without a platform: what no known allow-list names is not allowed.
            out.at(path)
                    .found(uri.host())
                    .allowed("a public host, or a private one of spec.models.allow")
                    .says(
                            "storageUri"
                                    + " points at %s, a private address that no known spec.models.allow lists; use the model store or list"
                                    + " it in the platform.",
                            uri.host());
        }
    }

    private static boolean namesAnObject(ArtifactUri uri, String text) {
        var form = (uri.scheme().equals("pvc") ? IN_CLAIM : IN_CONFIG_MAP).matcher(text);
        return form.matches() && ObjectName.isPossible(form.group("name"));
    }

    private static void unconnectable(String path, String field, Findings out) {
        out.at(path)
                .allowed("a host name of letters, digits, dots and hyphens, or an address")
                .says(
                        "%s has a host that cannot be connected to; write it without an underscore, each part between"
                                + " dots beginning and ending with a letter or a digit.",
                        field);
    }

    private static void never(String path, String host, String field, Findings out) {
        out.at(path)
                .found(host)
                .allowed("a host that is neither loopback, link-local nor a metadata service")
                .says("%s points at %s, an address the operator never fetches from; use the model store.", field, host);
    }
}
