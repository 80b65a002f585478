package dev.plumbline.views;

import java.util.List;
import java.util.Set;

/**
 * One rule of a view. A rule is total: whatever the manifest holds, it returns findings and throws nothing, since the
 * same object may come from a file that no schema has seen.
 */
public abstract class Rule {
    private final RuleCard card;

    protected Rule(RuleCard card) {
        this.card = card;
    }

    public final RuleCard card() {
        return card;
    }

    public final String id() {
        return card.id();
    }

    /** All breaches of this rule; empty when there is none, or when what the rule needs is absent. */
    public final List<Finding> check(Subject subject) {
        var out = new Findings(card);
        switch (subject) {
            case PlatformSubject platform -> platform(platform, out);
            case RolloutSubject rollout -> rollout(rollout, out);
            case PlanSubject plan -> planned(plan, out);
        }
        return out.list();
    }

    /** What the rule needs to judge this subject in full. Where one is absent, the verdict is unknown, not a pass. */
    public Set<Input> needs(Subject subject) {
        return Set.of();
    }

    /** Whether the rule has a say in this operation. What is deleted is not held to its spec any more. */
    public boolean concerns(Operation operation) {
        return operation != Operation.DELETE;
    }

    protected void platform(PlatformSubject subject, Findings out) {}

    protected void rollout(RolloutSubject subject, Findings out) {}

    protected void planned(PlanSubject subject, Findings out) {}
}
