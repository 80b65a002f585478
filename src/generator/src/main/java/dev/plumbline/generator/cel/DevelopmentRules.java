package dev.plumbline.generator.cel;

import java.util.List;

/** The development view: one format, one digest for one version. */
final class DevelopmentRules {

    private DevelopmentRules() {}

    static List<CelRule> rollout() {
        return List.of(address(), format(), extension(), modelGiven(), digest(), immutable());
    }

    private static CelRule address() {
        String text = "spec.model.storageUri is required: the address of the .zip from download_mojo().";
        return new CelRule(
                "DEV-01",
                "spec.model",
                ".storageUri",
                "has(self.storageUri) && self.storageUri != ''",
                text,
                Text.of(text));
    }

    private static CelRule format() {
        String use = "; export with download_mojo() and reference the .zip.";
        return new CelRule(
                "DEV-01",
                "spec.model",
                ".format",
                "!has(self.format) || self.format == 'mojo'",
                "only the format mojo is accepted" + use,
                Text.when(
                        "self.format.lowerAscii() == 'pojo'",
                        Text.of("POJO artifacts are not accepted" + use),
                        Text.of("format \"%s\" is not accepted, only mojo is" + use, "self.format")));
    }

    private static CelRule extension() {
        String text = "POJO artifacts are not accepted; export with download_mojo() and reference the .zip.";
        return new CelRule(
                "DEV-01",
                "spec.model",
                ".storageUri",
                "!has(self.storageUri) || !self.storageUri.lowerAscii()"
                        + ".matches('[.](java|jar|class|war|pkl|pickle|joblib|py|pyc|so|sh)/*([?#].*)?$')",
                text,
                Text.of(text));
    }

    private static CelRule modelGiven() {
        String text = "spec.model is required: storageUri and digest of the MOJO.";
        return new CelRule("DEV-02", "spec", ".model", "has(self.model)", text, Text.of(text));
    }

    private static CelRule digest() {
        String form = "sha256: and the 64 lower-case hex digits that sha256sum prints for the .zip.";
        return new CelRule(
                "DEV-02",
                "spec.model",
                ".digest",
                "has(self.digest) && self.digest.matches('^sha256:[0-9a-f]{64}$')",
                "spec.model.digest must be " + form,
                Text.when(
                        "has(self.digest) && self.digest != ''",
                        Text.of("spec.model.digest \"%s\" is malformed; give " + form, "self.digest"),
                        Text.of("spec.model.digest is required; give " + form)));
    }

    private static CelRule immutable() {
        String publish = "; publish the changed model under a new version.";
        return new CelRule(
                "DEV-02",
                "spec.model",
                ".digest",
                """
                !has(self.version) || !has(oldSelf.version) || self.version != oldSelf.version
                || %s != %s || %s == %s
                """.formatted(
                                Cel.at("self", "name", ""),
                                Cel.at("oldSelf", "name", ""),
                                Cel.at("self", "digest", ""),
                                Cel.at("oldSelf", "digest", "")),
                "this version is already known with another digest" + publish,
                Text.of(
                        "version %s is already known with digest %s" + publish,
                        "self.version",
                        Cel.at("oldSelf", "digest", "")));
    }
}
