package dev.plumbline.generator.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.generator.crd.Crds;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CelRulesTest {

    /** The API server tells the user these texts, so each says which rule, which view, and where to read on. */
    @Test
    void everyRefusalIsFramed() {
        for (CelRule rule : all()) {
            String frame = "%s \\(\\w+ view\\) .+ See docs/rules/%s.md".formatted(rule.id(), rule.id());
            assertThat(added(rule).getMessage()).matches(frame);
            assertThat(added(rule).getMessageExpression()).contains("'" + rule.id() + " (");
        }
    }

    /** A line break makes the API server refuse the whole CRD. */
    @Test
    void everyExpressionIsOneLine() {
        for (CelRule rule : all()) {
            assertThat(added(rule).getRule()).doesNotContain("\n");
            assertThat(added(rule).getMessageExpression()).doesNotContain("\n");
        }
    }

    @Test
    void textBecomesATemplateWithItsArguments() {
        Text text = Text.when("self.a > 1", Text.of("%s isn't 1", "self.a"), Text.of("nothing"));
        assertThat(text.cel("<", ">")).isEqualTo("self.a > 1 ? '<%s isn\\'t 1>'.format([self.a]) : '<nothing>'");
    }

    @Test
    void absentStepsOfAPathFallBack() {
        assertThat(Cel.at("self", "a.b", "x")).isEqualTo("(has(self.a) && has(self.a.b) ? self.a.b : 'x')");
    }

    @Test
    void aRuleAtAnUnknownFieldIsAnError() {
        var rule = new CelRule("PHY-01", "spec.h2o.nothing", "true", "title", Text.of("text"));
        assertThatThrownBy(() -> rule.addTo(Crds.platform())).hasMessageContaining("nothing");
    }

    private static List<CelRule> all() {
        List<CelRule> all = Stream.concat(CelRules.platform().stream(), CelRules.rollout().stream())
                .toList();
        assertThat(all).hasSizeGreaterThan(50);
        return all;
    }

    /** The rule as it stands in the CRD, which is always the last of its node. */
    private static ValidationRule added(CelRule rule) {
        var crd = CelRules.platform().contains(rule) ? Crds.platform() : Crds.rollout();
        rule.addTo(crd);
        return SchemaNode.at(crd, rule.path()).getXKubernetesValidations().getLast();
    }
}
