package dev.plumbline.views;

import dev.plumbline.views.physical.HeapShareInBounds;
import dev.plumbline.views.physical.MemoryLimitPresent;
import java.util.List;

/** The named lists of rules. Read this first; each rule stands in a file of its own. */
public final class Policies {

    private static final List<Rule> RULES = List.of(new MemoryLimitPresent(), new HeapShareInBounds());

    private Policies() {}

    /** What a manifest must fulfil to be accepted: the webhook and {@code plumbline lint}. */
    public static Policy admission() {
        return new Policy(RULES, List.of());
    }

    /** What the planned Kubernetes objects must fulfil. */
    public static Policy plan() {
        return new Policy(RULES, List.of());
    }

    /** What the object in the cluster must go on to fulfil: the reconciler's guard. */
    public static Policy running() {
        return new Policy(RULES, List.of());
    }
}
