package dev.plumbline.views;

import java.util.List;
import java.util.function.BiConsumer;

/** Walks lists of manifests, which may be absent or hold nulls where no schema has looked at them. */
public final class Items {
    private Items() {}

    /** Calls with the path of each entry, such as {@code spec.steps[1]}, and the entry. */
    public static <T> void each(String path, List<T> list, BiConsumer<String, T> visit) {
        for (int i = 0; i < of(list).size(); i++) {
            T item = list.get(i);
            if (item != null) {
                visit.accept(path + "[" + i + "]", item);
            }
        }
    }

    /** The list, empty instead of null. */
    public static <T> List<T> of(List<T> list) {
        return list == null ? List.of() : list;
    }
}
