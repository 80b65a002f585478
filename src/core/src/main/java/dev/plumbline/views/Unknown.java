package dev.plumbline.views;

import java.util.Set;
import java.util.stream.Collectors;

/** A rule that could not be judged in full, because something that it needs was not there. */
public record Unknown(RuleCard rule, Set<Input> missing) {

    public Unknown {
        missing = Set.copyOf(missing);
    }

    /** For example {@code PRO-02 not checked: needs the MlPlatform that platformRef names}. */
    public String message() {
        return rule.id() + " not checked: needs "
                + missing.stream().sorted().map(Input::title).collect(Collectors.joining(" and "));
    }
}
