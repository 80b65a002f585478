package dev.plumbline.views.physical;

import dev.plumbline.api.PostgresSpec;
import dev.plumbline.api.SynchronousSpec;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.View;
import java.util.List;

/** PHY-07: no acknowledged commit is lost, and one lost standby does not stop all writes. */
public final class StandbyForStrict extends Rule {
    private static final List<String> DURABILITIES = List.of("Strict", "Preferred", "Asynchronous");

    /** Primary, the standby that confirms, and one more for the day on which that one is away. */
    private static final int INSTANCES = 3;

    public StandbyForStrict() {
        super(RuleCard.exemptible(
                "PHY-07",
                View.PHYSICAL,
                Gate.CRD,
                "Too few instances for strict durability",
                "durability is Strict with fewer than 3 Postgres instances, or with fewer standbys than must confirm, or"
                        + " production is not Strict (a warning in profile development).",
                """
                Strict replication loses no acknowledged commit, at the price that writes wait while no standby confirms.
                With two instances the loss of one stops every write; without Strict a failover loses commits.""",
                "Set spec.postgres.instances to 3 and leave spec.postgres.synchronous.durability at Strict."));
    }

    @Override
    protected void platform(PlatformSubject subject, Findings out) {
        var synchronous = subject.postgres().map(PostgresSpec::synchronous);
        var named = synchronous.map(SynchronousSpec::durability);
        int instances = subject.postgres()
                .map(PostgresSpec::instances)
                .orElse(subject.defaults().postgresInstances());
        if (named.isPresent() && !DURABILITIES.contains(named.get())) {
            out.at("spec.postgres.synchronous.durability")
                    .found(named.get())
                    .allowed("Strict, Preferred or Asynchronous")
                    .says("durability \"%s\" is unknown; use Strict, Preferred or Asynchronous.", named.get());
            return;
        }
        boolean strict = named.map("Strict"::equals).orElse(subject.defaults().strictReplication());
        int standbys = synchronous.map(SynchronousSpec::standbys).orElse(1);
        int needed = Math.max(INSTANCES, standbys + 2);
        if (strict && instances < needed) {
            out.at("spec.postgres.instances")
                    .found(instances)
                    .allowed("at least " + needed)
                    .blocksIf(!subject.development())
                    .says(
                            "durability Strict needs instances >= %d (got %d): one lost standby would block all writes.",
                            needed, instances);
        } else if (!strict && subject.production()) {
            out.at("spec.postgres.synchronous.durability")
                    .found(named.orElse(""))
                    .allowed("Strict")
                    .says(
                            "durability %s loses acknowledged commits in a failover; production needs Strict with instances"
                                    + " >= 3.",
                            named.orElse("Preferred"));
        }
    }
}
