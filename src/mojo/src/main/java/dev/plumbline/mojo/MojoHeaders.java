package dev.plumbline.mojo;

import dev.plumbline.mojo.gate.Malformed;
import dev.plumbline.mojo.gate.ModelIni;

/** Makes a header of the first section of a {@code model.ini}. */
final class MojoHeaders {

    private MojoHeaders() {}

    static MojoHeader of(ModelIni ini) throws Malformed {
        return new MojoHeader(
                ini.text("algorithm"),
                ini.text("algo"),
                ini.text("category"),
                ini.text("mojo_version"),
                ini.text("h2o_version"),
                count(ini, "n_features"),
                count(ini, "n_classes"),
                ini.info().containsKey("n_trees")
                        ? count(ini, "n_trees")
                        : ini.info().containsKey("ntrees") ? count(ini, "ntrees") : 0,
                Boolean.parseBoolean(ini.info().getOrDefault("mean_imputation", "false")));
    }

    private static int count(ModelIni ini, String key) throws Malformed {
        try {
            return Integer.parseInt(ini.text(key));
        } catch (NumberFormatException notANumber) {
            throw new Malformed("model.ini has a %s that is not a number".formatted(key));
        }
    }
}
