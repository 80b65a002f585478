package dev.plumbline.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Sentences as an API server of version 1.34 writes them. */
class RefusalsTest {

    private static final String POD = "Error creating: pods \"fraud-gbm-verify-0a1b2c-x7k2p\" is forbidden: ";

    @Test
    void aQuotaIsToldByItsNameAndAmounts() {
        String exceeded = "exceeded quota: small, requested: limits.memory=512Mi,pods=1, used:"
                + " limits.memory=1Gi,pods=2, limited: limits.memory=1Gi,pods=2";
        assertThat(Refusals.told(POD + exceeded)).isEqualTo(exceeded);
        assertThat(Refusals.told("(combined from similar events): " + POD + exceeded))
                .isEqualTo(exceeded);
        assertThat(Refusals.told(POD + "failed quota: small: must specify limits.cpu for: verify"))
                .isEqualTo("failed quota: small: must specify limits.cpu for: verify");
    }

    @Test
    void aLimitRangeIsToldByAllThatItAsks() {
        assertThat(Refusals.told(POD
                        + "[maximum memory usage per Container is 256Mi, but limit is 512Mi, maximum cpu usage per"
                        + " Container is 1.  No limit is specified]"))
                .isEqualTo(
                        "by a LimitRange the maximum memory usage per Container is 256Mi, but limit is 512Mi; maximum"
                                + " cpu usage per Container is 1: No limit is specified");
        assertThat(Refusals.told(
                        POD + "cpu max limit to request ratio per Container is 2, but provided ratio is 4.000000"))
                .contains("ratio per Container is 2, but provided ratio is 4.000000");
    }

    @Test
    void podSecurityIsToldInItsOwnWords() {
        String violates =
                "violates PodSecurity \"restricted:latest\": runAsNonRoot != true (pod or container \"scorer\""
                        + " must set securityContext.runAsNonRoot=true), unrestricted capabilities (container \"scorer\" must set"
                        + " securityContext.capabilities.drop=[\"ALL\"])";
        assertThat(Refusals.told(POD + violates)).isEqualTo(violates);
    }

    @Test
    void ofOthersOnlyWhoRefusesIsTold() {
        assertThat(Refusals.told("Error creating: admission webhook \"check.example.com\" denied the request: env TOKEN"
                        + " is hunter2"))
                .isEqualTo("admission webhook \"check.example.com\" denied the request");
        assertThat(Refusals.told(POD + "ValidatingAdmissionPolicy 'p' with binding 'b' denied request: hunter2"))
                .isEqualTo("ValidatingAdmissionPolicy 'p' with binding 'b' denied request");
        assertThat(Refusals.told(POD + "error looking up service account ml/fraud: serviceaccount \"fraud\" not found"))
                .isEqualTo("serviceaccount \"fraud\" not found");
        assertThat(Refusals.told("Error creating: Pod \"x\" is invalid: spec.env: Invalid value: \"hunter2\""))
                .isEmpty();
    }

    /** Each try has another Pod name, and a text with it would be another status every time. */
    @Test
    void noNameOfARefusedPodIsTold() {
        String exceeded = "exceeded quota: few, requested: pods=1, used: pods=2, limited: pods=2";
        assertThat(Refusals.told(POD + exceeded)).doesNotContain("x7k2p");
    }
}
