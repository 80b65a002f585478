package dev.plumbline.operator;

import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * One leader at a time. The identity has a random part because a restarted container keeps its Pod's name: a process
 * that finds its own name in the lease would start working before it has really taken the lease.
 */
@Singleton
class LeaderIdentity {

    @Produces
    @Singleton
    LeaderElectionConfiguration leaderElection(OperatorSettings settings) {
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        String identity = settings.operator().pod() + "-" + HexFormat.of().formatHex(random);
        OperatorSettings.Leader leader = settings.leader();
        return new LeaderElectionConfiguration(
                settings.lease(),
                settings.operator().namespace(),
                leader.lease(),
                leader.renew(),
                leader.retry(),
                identity,
                null,
                true);
    }
}
