package dev.plumbline.mojo.gate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A stacked ensemble: models in folders of their own, one of which weighs the answers of the others. */
final class Ensemble {

    private Ensemble() {}

    /** @return the folders of the members, seen from the ensemble */
    static List<String> members(Part part) throws Malformed {
        ModelIni ini = part.ini();
        int most = part.limits().maxModels();
        int count = ini.count("submodel_count", 1, most);
        Set<String> keys = new HashSet<>();
        List<String> folders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(ini.text("submodel_key_" + i));
            String folder = ini.text("submodel_dir_" + i);
            // A folder that is not below its parent would let a model contain itself, without end.
            if (!folder.endsWith("/") || !EntryNames.isPlain(folder)) {
                throw new Malformed("a nested model lies outside its parent");
            }
            folders.add(folder);
        }
        if (!keys.contains(ini.text("metalearner"))) {
            throw new Malformed("an ensemble has no model that weighs its members");
        }
        int bases = ini.count("base_models_num", 1, most);
        for (int i = 0; i < bases; i++) {
            // One that the weighing model does not use is left out.
            String base = ini.optional("base_model" + i);
            if (!base.isEmpty() && !keys.contains(base)) {
                throw new Malformed("an ensemble names a member that it does not have");
            }
        }
        return folders;
    }
}
