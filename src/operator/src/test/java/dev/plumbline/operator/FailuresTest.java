package dev.plumbline.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.StatusCauseBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailuresTest {

    private static final String VALUE = "b c hunter2";

    private static String told(Status status) {
        return Failures.describe(new IllegalStateException("a round", new KubernetesClientException(status)));
    }

    private static Status invalid(String... fields) {
        return new StatusBuilder()
                .withStatus("Failure")
                .withCode(422)
                .withReason("Invalid")
                .withMessage("Deployment.apps \"fraud\" is invalid: spec.x: Invalid value: \"" + VALUE + "\": must be")
                .withNewDetails()
                .withKind("Deployment")
                .withName("fraud")
                .withCauses(List.of(fields).stream()
                        .map(field -> new StatusCauseBuilder()
                                .withField(field)
                                .withReason("FieldValueInvalid")
                                .withMessage("Invalid value: \"" + VALUE + "\"")
                                .build())
                        .toList())
                .endDetails()
                .build();
    }

    @Test
    void ofARefusalTheReasonAndTheFieldsAreTold() {
        String env = "spec.template.spec.containers[0].env[3].valueFrom.secretKeyRef.";
        assertThat(told(invalid(env + "name", env + "key", env + "key")))
                .isEqualTo("the API server answered Invalid to Deployment: " + env + "key, " + env + "name");
    }

    /** The key of a map stands in the path of its field, and is as much a value as any other. */
    @Test
    void aPathEndsWhereAKeyOfAMapBegins() {
        assertThat(told(invalid("data[" + VALUE + "]", "metadata.labels[x]", VALUE)))
                .isEqualTo("the API server answered Invalid to Deployment: b, data, metadata.labels")
                .doesNotContain("hunter2");
    }

    @Test
    void withoutAReasonTheCodeIsTold() {
        Status bare = new StatusBuilder().withCode(500).withMessage(VALUE).build();
        assertThat(told(bare)).isEqualTo("the API server answered HTTP 500");
        Status odd = new StatusBuilder()
                .withCode(403)
                .withReason("no: " + VALUE)
                .withNewDetails()
                .withKind(VALUE)
                .endDetails()
                .build();
        assertThat(told(odd)).isEqualTo("the API server answered HTTP 403");
    }

    @Test
    void ofAQuotaItsNameAndAmountsAreTold() {
        String exceeded = "exceeded quota: few, requested: count/jobs.batch=1, used: count/jobs.batch=0, limited:"
                + " count/jobs.batch=0";
        Status status = new StatusBuilder()
                .withCode(403)
                .withReason("Forbidden")
                .withMessage("jobs.batch \"" + VALUE + "\" is forbidden: " + exceeded)
                .withNewDetails()
                .withKind("jobs")
                .endDetails()
                .build();
        assertThat(told(status)).isEqualTo("the API server answered Forbidden to jobs: " + exceeded);
    }

    @Test
    void aFailureOfOurOwnKeepsItsSentence() {
        assertThat(Failures.describe(new IllegalStateException("the plan\nis odd")))
                .isEqualTo("the plan is odd");
    }
}
