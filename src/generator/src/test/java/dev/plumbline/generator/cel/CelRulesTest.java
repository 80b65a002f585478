package dev.plumbline.generator.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.generator.crd.Crds;
import dev.plumbline.views.Policies;
import dev.plumbline.views.Rule;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CelRulesTest {

    private static final CustomResourceDefinition PLATFORM = Crds.platform();
    private static final CustomResourceDefinition ROLLOUT = Crds.rollout();

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

    /** The card tells users at which door a rule is held and whether an exemption lifts it; CEL must do so. */
    @Test
    void cardsAndCelAgree() {
        for (Rule rule : Policies.admission().rules()) {
            List<CelRule> held =
                    all().stream().filter(cel -> cel.id().equals(rule.id())).toList();
            assertThat(!held.isEmpty())
                    .as(rule.id())
                    .isEqualTo(rule.card().gate().crd());
            boolean ofPlatform =
                    CelRules.platform().stream().anyMatch(cel -> cel.id().equals(rule.id()));
            boolean lifted =
                    held.stream().anyMatch(cel -> cel.expression().contains("e.rule == '%s'".formatted(rule.id())));
            boolean exemptible = rule.card().exemptible() || rule.id().equals("VIEW-01");
            assertThat(lifted).as(rule.id()).isEqualTo(ofPlatform && exemptible);
        }
    }

    private static List<CelRule> all() {
        List<CelRule> all = Stream.concat(CelRules.platform().stream(), CelRules.rollout().stream())
                .toList();
        assertThat(all).hasSizeGreaterThan(50);
        return all;
    }

    /** The rule as it stands in the CRD. */
    private static ValidationRule added(CelRule rule) {
        boolean ofPlatform = CelRules.platform().contains(rule);
        return SchemaNode.at(ofPlatform ? PLATFORM : ROLLOUT, rule.path()).getXKubernetesValidations().stream()
                .filter(each -> each.getMessage().contains(rule.title()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the CRD lacks " + rule));
    }
}
