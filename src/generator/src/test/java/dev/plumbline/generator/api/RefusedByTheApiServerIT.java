package dev.plumbline.generator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.plumbline.testcluster.OnCluster;
import dev.plumbline.testcluster.TestNamespace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules' own fixtures, judged by the CRDs on a real API server. */
@OnCluster
class RefusedByTheApiServerIT {

    private static final Pattern ID = Pattern.compile("([A-Z]{3,4}-[0-9]{2}) \\(\\w+ view\\)");

    private final KubernetesClient client;
    private final String namespace;

    RefusedByTheApiServerIT(KubernetesClient client, TestNamespace namespace) {
        this.client = client;
        this.namespace = namespace.name();
    }

    static Stream<Fixture> refused() {
        return Fixture.all().stream().filter(Fixture::failure).filter(Fixture::heldByCrd);
    }

    static Stream<Fixture> accepted() {
        return Fixture.all().stream().filter(fixture -> !fixture.failure()).filter(fixture -> !fixture.deletes());
    }

    /** What only the webhook refuses must pass here, or a dated exemption could never lift it. */
    static Stream<Fixture> leftToTheWebhook() {
        return Fixture.all().stream()
                .filter(Fixture::failure)
                .filter(fixture -> !fixture.heldByCrd())
                .filter(fixture -> !fixture.deletes());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefusedWithItsId(Fixture fixture) {
        String refusal = submit(fixture).getMessage();
        Set<String> others = ids(refusal);
        others.removeAll(fixture.also());
        assertThat(others).as(refusal).containsExactly(fixture.rule());
        assertThat(fixture.expected()).allSatisfy(text -> assertThat(refusal).contains(text));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void isAccepted(Fixture fixture) {
        assertThat(submit(fixture)).isNull();
    }

    @ParameterizedTest
    @MethodSource("leftToTheWebhook")
    void isNotRefusedByTheCrd(Fixture fixture) {
        Throwable refusal = submit(fixture);
        if (refusal != null) {
            // An operator may be installed on the cluster, and its webhook answers after the CRD has let it pass.
            assertThat(refusal).hasMessageContaining("admission webhook");
        }
    }

    private static Set<String> ids(String refusal) {
        Set<String> ids = new TreeSet<>();
        ID.matcher(refusal).results().forEach(match -> ids.add(match.group(1)));
        return ids;
    }

    /** The API server's refusal, null when it accepts. */
    private Throwable submit(Fixture fixture) {
        GenericKubernetesResource judged = fixture.judged();
        judged.getMetadata().setNamespace(namespace);
        if (fixture.previous().isEmpty()) {
            return refusalOf(() -> client.resource(judged).dryRun().create());
        }
        GenericKubernetesResource previous = fixture.previous().get();
        previous.getMetadata().setNamespace(namespace);
        var stored = client.resource(previous).create();
        try {
            judged.getMetadata().setResourceVersion(null);
            return refusalOf(() -> client.resource(judged).dryRun().update());
        } finally {
            client.resource(stored).delete();
        }
    }

    private static Throwable refusalOf(Runnable request) {
        Throwable thrown = catchThrowable(request::run);
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(KubernetesClientException.class);
        }
        return thrown;
    }
}
