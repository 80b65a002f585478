package dev.plumbline.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookTest {

    private static List<ValidatingWebhook> webhooks(Map<String, Object> values) {
        return Chart.render(values)
                .one(ValidatingWebhookConfiguration.class, "plumbline")
                .getWebhooks();
    }

    @Test
    void judgesOnlyItsOwnKindsAndFailsClosed() {
        assertThat(webhooks(Map.of())).hasSize(2).allSatisfy(webhook -> {
            assertThat(webhook.getFailurePolicy()).isEqualTo("Fail");
            assertThat(webhook.getTimeoutSeconds()).isLessThanOrEqualTo(3);
            assertThat(webhook.getSideEffects()).isEqualTo("None");
            assertThat(webhook.getMatchPolicy()).isEqualTo("Equivalent");
            assertThat(webhook.getRules()).singleElement().satisfies(rule -> {
                assertThat(rule.getApiGroups()).containsExactly("plumbline.dev");
                assertThat(rule.getResources()).hasSize(1).isSubsetOf("mlplatforms", "modelrollouts");
                assertThat(rule.getOperations()).containsExactly("CREATE", "UPDATE", "DELETE");
            });
        });
    }

    /** A rendered bundle, even an empty one, would overwrite the operator's at every upgrade. */
    @Test
    void leavesTheBundleToWhoeverMakesTheCertificate() {
        for (Map<String, Object> values :
                List.of(Map.<String, Object>of(), Map.<String, Object>of("certManager.enabled", "true"))) {
            assertThat(webhooks(values))
                    .allSatisfy(webhook ->
                            assertThat(webhook.getClientConfig().getCaBundle()).isNull());
        }
    }

    /** An operator that is gone must not keep a namespace from being deleted. */
    @Test
    void asksAboutDeletionOnlyWhereItIsProtected() {
        assertThat(webhooks(Map.of())).allSatisfy(webhook -> assertThat(webhook.getMatchConditions())
                .singleElement()
                .satisfies(condition -> assertThat(condition.getExpression())
                        .contains("request.operation != 'DELETE'", "plumbline.dev/deletion-protection")));
    }

    @Test
    void seesOnlyTheNamespacesThatAreServed() {
        assertThat(webhooks(Map.of("watchNamespaces[0]", "ml", "watchNamespaces[1]", "apps")))
                .allSatisfy(webhook -> assertThat(webhook.getNamespaceSelector().getMatchExpressions())
                        .singleElement()
                        .satisfies(
                                expression -> assertThat(expression.getValues()).containsExactly("ml", "apps")));
        assertThat(webhooks(Map.of())).allSatisfy(webhook -> assertThat(webhook.getNamespaceSelector())
                .isNull());
    }
}
