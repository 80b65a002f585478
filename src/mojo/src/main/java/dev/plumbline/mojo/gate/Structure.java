package dev.plumbline.mojo.gate;

import dev.plumbline.mojo.gate.ModelIni.Domain;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Holds what the models of an archive announce against what is really there, from the outermost inwards. h2o-genmodel
 * allocates by these counts before it looks.
 */
public final class Structure {

    /** A model that is still to be looked at; the classes that its parent expects, or -1. */
    private record Waiting(String folder, int depth, int classes) {}

    private static final List<String> METRICS = List.of("experimental/modelDetails.json", "experimental/README.md");

    /** Told of each model that lies within another. */
    @FunctionalInterface
    public interface Nested {
        void found(ModelIni ini) throws Malformed;
    }

    private final Archive archive;
    private final MojoLimits limits;
    private final Nested nested;
    private final Tally tally = new Tally();
    private final Set<String> seen = new HashSet<>();
    private final Set<String> folders = new HashSet<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    private Structure(Archive archive, MojoLimits limits, Nested nested) {
        this.archive = archive;
        this.limits = limits;
        this.nested = nested;
    }

    /** What the outermost model says of itself, before anything is made of it. */
    public static ModelIni head(Archive archive, MojoLimits limits) throws IOException, Malformed {
        if (!archive.has("model.ini")) {
            throw new Malformed("there is no model.ini");
        }
        return new Structure(archive, limits, inner -> {}).ini("");
    }

    /** @return what was counted on the way */
    public static Shape check(Archive archive, MojoLimits limits, Nested nested) throws IOException, Malformed {
        Structure structure = new Structure(archive, limits, nested);
        structure.waiting.add(new Waiting("", 0, -1));
        while (!structure.waiting.isEmpty()) {
            structure.model(structure.waiting.remove());
        }
        structure.nothingLeftOver();
        return structure.tally.shape();
    }

    private ModelIni ini(String folder) throws IOException, Malformed {
        seen.add(folder + "model.ini");
        return ModelIni.parse(
                archive.read(folder + "model.ini"), limits, limits.items(limits.maxNumbers(), archive.archiveBytes()));
    }

    private void model(Waiting next) throws IOException, Malformed {
        if (next.depth() > limits.maxNesting()) {
            throw new Malformed("models are nested deeper than %d levels".formatted(limits.maxNesting()));
        }
        if (!folders.add(next.folder()) || tally.model() > limits.maxModels()) {
            throw new Malformed("a nested model is used twice, or there are more than " + limits.maxModels());
        }
        if (!archive.has(next.folder() + "model.ini")) {
            throw new Malformed("a nested model has no model.ini");
        }
        ModelIni ini = ini(next.folder());
        if (next.depth() > 0) {
            nested.found(ini);
        }
        int columns = ini.count("n_columns", 1, limits.maxColumns());
        if (columns != ini.columns().size()) {
            throw new Malformed("model.ini announces %d columns and lists %d"
                    .formatted(columns, ini.columns().size()));
        }
        int features = ini.count("n_features", 1, columns);
        int[] levels = levels(next.folder(), ini, columns);
        int classes = Classes.of(ini, levels[columns - 1]);
        if (next.classes() >= 0 && classes != next.classes()) {
            throw new Malformed("a nested model has other classes than its parent");
        }
        Kind kind = Kind.of(ini.text("algorithm"))
                .orElseThrow(() -> new Malformed("a nested model has an algorithm that is not served"));
        Part part = new Part(archive, limits, next.folder(), ini, features, classes, levels, seen, tally);
        content(kind, part, next.depth());
    }

    private void content(Kind kind, Part part, int depth) throws IOException, Malformed {
        switch (kind) {
            case GBM, DRF, ISOLATION_FOREST -> Forest.check(part);
            case EXTENDED_ISOLATION_FOREST -> Forest.checkExtended(part);
            case XGBOOST -> Booster.check(part);
            case GLM -> Linear.check(part);
            case DEEP_LEARNING -> Network.check(part);
            case KMEANS -> Centres.check(part);
            case STACKED_ENSEMBLE -> {
                for (String member : Ensemble.members(part)) {
                    waiting.add(new Waiting(part.folder() + member, depth + 1, part.classes()));
                }
            }
        }
    }

    /** Each list belongs to one column: a reader would copy a shared one for each. */
    private int[] levels(String folder, ModelIni ini, int columns) throws IOException, Malformed {
        int[] levels = new int[columns];
        Arrays.fill(levels, -1);
        Set<String> files = new HashSet<>();
        int most = limits.items(limits.maxLevels(), archive.archiveBytes());
        for (Domain domain : ini.domains()) {
            String name = folder + "domains/" + domain.file();
            if (!archive.has(name)) {
                throw new Malformed("a list of levels is missing");
            }
            if (!files.add(name) || domain.column() >= columns || levels[domain.column()] >= 0) {
                throw new Malformed("a list of levels belongs to no column or to two");
            }
            if (tally.levels(domain.levels()) > most) {
                throw new Malformed("the archive has more than %d levels".formatted(most));
            }
            seen.add(name);
            if (domain.levels() != Lines.count(archive.read(name))) {
                throw new Malformed("a list of levels is not as long as model.ini says");
            }
            levels[domain.column()] = domain.levels();
        }
        return levels;
    }

    /** Metrics of the training and their readme, beside any model, play no part in scoring. */
    public static boolean isForPeople(String name) {
        return folderOfMetrics(name) >= 0;
    }

    /** Where the folder ends that the metrics lie in, or -1. An ensemble's member may bear a name that ends alike. */
    private static int folderOfMetrics(String name) {
        for (String file : METRICS) {
            int cut = name.length() - file.length();
            if (name.endsWith(file) && (cut == 0 || name.charAt(cut - 1) == '/')) {
                return cut;
            }
        }
        return -1;
    }

    /** Anything that nothing reads is refused. */
    private void nothingLeftOver() throws IOException, Malformed {
        for (String name : archive.names()) {
            if (seen.contains(name)) {
                continue;
            }
            int cut = folderOfMetrics(name);
            if (cut < 0 || !folders.contains(name.substring(0, cut))) {
                throw new Malformed("it has an entry that belongs to no model");
            }
            archive.verify(name);
        }
    }
}
