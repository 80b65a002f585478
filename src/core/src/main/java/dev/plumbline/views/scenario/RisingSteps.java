package dev.plumbline.views.scenario;

import dev.plumbline.api.StepSpec;
import dev.plumbline.api.StrategySpec;
import dev.plumbline.api.StrategyType;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.Items;
import dev.plumbline.views.RolloutSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.View;
import java.util.List;

/** SCN-02: a canary only grows. */
public final class RisingSteps extends Rule {

    public RisingSteps() {
        super(RuleCard.firm(
                "SCN-02",
                View.SCENARIO,
                Gate.CRD,
                "Canary steps that do not rise",
                "a step has no weight from 1 to 100, does not exceed the one before, or steps are given for a type other"
                        + " than Canary.",
                """
                A step that does not rise adds a wait and no evidence; steps of another type would be ignored in
                silence.""",
                "List rising weights from 1 to 100, or remove the steps."));
    }

    @Override
    protected void rollout(RolloutSubject subject, Findings out) {
        List<StepSpec> steps =
                Items.of(subject.strategy().map(StrategySpec::steps).orElse(null));
        if (!steps.isEmpty() && subject.strategyType() != StrategyType.CANARY) {
            out.at("spec.strategy.steps")
                    .found(steps.size() + " steps with type "
                            + subject.strategyType().text())
                    .allowed("steps with type Canary only")
                    .says(
                            "strategy.steps belong to the type Canary, but the type is %s; remove the steps or set type:"
                                    + " Canary.",
                            subject.strategyType().text());
        }
        for (int i = 0; i < steps.size(); i++) {
            int weight = weight(steps.get(i));
            int before = i == 0 ? 0 : weight(steps.get(i - 1));
            var draft = out.at("spec.strategy.steps[" + i + "].weight")
                    .found(weight)
                    .allowed("rising from 1 to 100");
            if (weight < 1 || weight > 100) {
                draft.says("strategy.steps[%d].weight %d must lie between 1 and 100.", i, weight);
            } else if (weight <= before && before <= 100) {
                draft.says(
                        "strategy.steps[%d].weight %d must be greater than the previous step (%d).", i, weight, before);
            }
        }
    }

    private static int weight(StepSpec step) {
        return step == null || step.weight() == null ? 0 : step.weight();
    }
}
