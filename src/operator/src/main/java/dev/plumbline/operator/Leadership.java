package dev.plumbline.operator;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One leader at a time. The identity has a random part because a restarted container keeps its Pod's name: a process
 * that finds its own name in the lease would start working before it has really taken the lease. Who loses the lease
 * ends at once, in the middle of whatever it does; who is asked to end gives the lease back, so that nobody waits for
 * it to run out.
 */
@Singleton
class Leadership {

    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    private static final int BEFORE_THE_FRAMEWORK = 1;
    private static final int AFTER_THE_FRAMEWORK = 10_000;

    private final KubernetesClient client;
    private final OperatorSettings settings;
    private final String identity;
    private volatile boolean ending;

    @Inject
    Leadership(KubernetesClient client, OperatorSettings settings) {
        this.client = client;
        this.settings = settings;
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        this.identity = settings.operator().pod() + "-" + HexFormat.of().formatHex(random);
    }

    @Produces
    @Singleton
    LeaderElectionConfiguration leaderElection() {
        OperatorSettings.Leader leader = settings.leader();
        return new LeaderElectionConfiguration(
                settings.lease(),
                settings.operator().namespace(),
                leader.lease(),
                leader.renew(),
                leader.retry(),
                identity,
                new LeaderCallbacks(() -> {}, this::lost, name -> {}),
                // The framework's own exit would wait for a shutdown that waits for it.
                false);
    }

    private void lost() {
        if (!ending) {
            LOG.error("{} lost the lease {} and ends at once", identity, settings.lease());
            Runtime.getRuntime().halt(1);
        }
    }

    void beforeTheFramework(@Observes @Priority(BEFORE_THE_FRAMEWORK) ShutdownEvent event) {
        ending = true;
    }

    void afterTheFramework(@Observes @Priority(AFTER_THE_FRAMEWORK) ShutdownEvent event) {
        var resource =
                client.leases().inNamespace(settings.operator().namespace()).withName(settings.lease());
        try {
            Lease lease = resource.get();
            if (lease != null && identity.equals(lease.getSpec().getHolderIdentity())) {
                // The version travels with the update: a successor that was faster is left alone.
                lease.getSpec().setHolderIdentity("");
                client.resource(lease).update();
                LOG.info("{} gave the lease back", identity);
            }
        } catch (KubernetesClientException e) {
            LOG.warn("The lease was not given back and will run out: {}", Failures.describe(e));
        }
        client.close();
    }
}
