package dev.plumbline.mojo;

import dev.plumbline.mojo.ModelIni.Domain;
import dev.plumbline.mojo.ModelIni.Malformed;
import java.util.Map;

/**
 * Holds the counts of a {@code model.ini}, and of those of the models inside it, against what is really in the archive.
 * h2o-genmodel allocates by these counts before it looks.
 */
final class StructureCheck {

    private final Map<String, byte[]> entries;
    private final MojoLimits limits;

    StructureCheck(Map<String, byte[]> entries, MojoLimits limits) {
        this.entries = entries;
        this.limits = limits;
    }

    /** @return the header of the outermost model */
    MojoHeader check() throws Malformed {
        return model("", 0);
    }

    private MojoHeader model(String folder, int depth) throws Malformed {
        if (depth > limits.maxNesting()) {
            throw new Malformed("models are nested deeper than %d levels".formatted(limits.maxNesting()));
        }
        byte[] text = entries.get(folder + "model.ini");
        if (text == null) {
            throw new Malformed(depth == 0 ? "there is no model.ini" : "a nested model has no model.ini");
        }
        ModelIni ini = ModelIni.parse(text);
        int columns = ini.count("n_columns", 1, limits.maxColumns());
        if (columns != ini.columns().size()) {
            throw new Malformed("model.ini announces %d columns and lists %d"
                    .formatted(columns, ini.columns().size()));
        }
        int features = ini.count("n_features", 1, columns);
        int classes = ini.count("n_classes", 0, limits.maxLevels());
        int trees = treeCount(ini, classes);
        for (Domain domain : ini.domains()) {
            domain(folder, domain);
        }
        if (depth > 0 && !Algorithms.isServed(ini.text("algorithm"))) {
            throw new Malformed("a nested model has an algorithm that is not served");
        }
        nested(ini, folder, depth);
        return new MojoHeader(
                ini.text("algorithm"),
                ini.text("algo"),
                ini.text("category"),
                ini.text("mojo_version"),
                ini.text("h2o_version"),
                features,
                classes,
                trees,
                Boolean.parseBoolean(ini.info().getOrDefault("mean_imputation", "false")));
    }

    private int treeCount(ModelIni ini, int classes) throws Malformed {
        int trees = ini.optionalCount("n_trees", 0, limits.maxTrees()).orElse(0);
        int perRound =
                ini.optionalCount("n_trees_per_class", 0, limits.maxTrees()).orElse(1);
        long all = (long) trees * Math.max(perRound, Math.max(1, classes));
        if (all > limits.maxTrees()) {
            throw new Malformed("model.ini announces more than %d trees".formatted(limits.maxTrees()));
        }
        if (trees > entries.size()) {
            throw new Malformed("model.ini announces more trees than the archive has entries");
        }
        return trees;
    }

    private void domain(String folder, Domain domain) throws Malformed {
        byte[] levels = entries.get(folder + "domains/" + domain.file());
        if (domain.column() < 0 || levels == null) {
            throw new Malformed("a list of levels is missing");
        }
        if (domain.levels() < 0 || domain.levels() > limits.maxLevels() || domain.levels() != lines(levels)) {
            throw new Malformed("a list of levels is not as long as model.ini says");
        }
    }

    /** As a line reader counts: an unfinished last line is a line. */
    private static int lines(byte[] text) {
        int lines = 0;
        boolean open = false;
        for (int i = 0; i < text.length; i++) {
            boolean carriage = text[i] == '\r';
            if (carriage || text[i] == '\n') {
                lines++;
                open = false;
                if (carriage && i + 1 < text.length && text[i + 1] == '\n') {
                    i++;
                }
            } else {
                open = true;
            }
        }
        return open ? lines + 1 : lines;
    }

    /** A folder that is not below its parent would let a model contain itself, without end. */
    private void nested(ModelIni ini, String folder, int depth) throws Malformed {
        int models = ini.optionalCount("submodel_count", 0, limits.maxColumns()).orElse(0);
        for (int i = 0; i < models; i++) {
            String inner = ini.text("submodel_dir_" + i);
            if (!inner.endsWith("/") || !EntryNames.isPlain(inner)) {
                throw new Malformed("a nested model lies outside its parent");
            }
            model(folder + inner, depth + 1);
        }
    }
}
