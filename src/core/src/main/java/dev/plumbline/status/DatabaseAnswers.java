package dev.plumbline.status;

import static dev.plumbline.status.PlatformConditions.CONTINUOUS_ARCHIVING;
import static dev.plumbline.status.PlatformConditions.FAILOVER_OBJECTIVE_MET;
import static dev.plumbline.status.PlatformConditions.POSTGRES_READY;
import static dev.plumbline.status.PlatformConditions.SYNC_REPLICATION_SATISFIED;

import dev.plumbline.api.FailoverStatus;
import dev.plumbline.api.MlPlatformStatus;
import dev.plumbline.api.PostgresStatus;
import dev.plumbline.plan.Component;
import dev.plumbline.plan.ValidPlatform.Postgres;
import dev.plumbline.status.Observed.DatabaseSight;
import dev.plumbline.status.Observed.Member;
import java.util.List;
import java.util.Optional;

/** What Patroni says of the database. */
final class DatabaseAnswers {
    static final String FAILOVER = "FailoverInProgress";

    private final PlatformLook look;
    private final Postgres postgres;

    private DatabaseAnswers(PlatformLook look) {
        this.look = look;
        this.postgres = look.valid().postgres();
    }

    static List<Answer> of(PlatformLook look) {
        DatabaseAnswers answers = new DatabaseAnswers(look);
        return List.of(answers.ready(), answers.synchronous(), answers.failover(), answers.archiving());
    }

    static List<Member> members(Observed observed) {
        return switch (observed.database()) {
            case DatabaseSight.Silent silent -> List.of();
            case DatabaseSight.Seen seen -> seen.members();
        };
    }

    private Answer ready() {
        Optional<Member> leader =
                members(look.observed()).stream().filter(Member::leads).findFirst();
        if (leader.filter(Member::up).isPresent()) {
            long up = members(look.observed()).stream().filter(Member::up).count();
            return Answer.yes(
                    POSTGRES_READY,
                    "PrimaryElected",
                    "%s takes writes; %d of %d instances run."
                            .formatted(leader.get().name(), up, postgres.instances()));
        }
        long running = look.observed().of(Component.POSTGRES).stream()
                .filter(PodFacts::running)
                .count();
        String count = "%d of %d Postgres Pods run".formatted(running, postgres.instances());
        boolean had = look.wasTrue(POSTGRES_READY) || look.reasonWas(POSTGRES_READY, FAILOVER);
        if (look.observed().database() instanceof DatabaseSight.Silent && had && running == postgres.instances()) {
            return Answer.unknown(POSTGRES_READY, "PatroniSilent", count + ", and no Patroni answers.");
        }
        return had
                ? Answer.no(POSTGRES_READY, FAILOVER, "There is no primary now; " + count + ".")
                : Answer.no(POSTGRES_READY, "NoPrimary", "No primary was elected yet; " + count + ".");
    }

    private Answer synchronous() {
        if (postgres.synchronousStandbys() == 0) {
            return Answer.yes(
                    SYNC_REPLICATION_SATISFIED,
                    "NotRequested",
                    postgres.instances() == 1
                            ? "One instance has no standby that could confirm commits."
                            : "spec.postgres.synchronous.durability is Asynchronous: commits wait for no standby.");
        }
        List<Member> confirming = members(look.observed()).stream()
                .filter(each -> each.synchronousStandby() && each.up())
                .toList();
        String count = "%d of %d synchronous standbys confirm commits"
                .formatted(confirming.size(), postgres.synchronousStandbys());
        if (confirming.size() >= postgres.synchronousStandbys()) {
            return Answer.yes(SYNC_REPLICATION_SATISFIED, "StandbysInSync", count + ".");
        }
        return Answer.no(
                SYNC_REPLICATION_SATISFIED,
                "StandbyMissing",
                postgres.strict()
                        ? count + "; writes block until one is back, and none is lost."
                        : count + "; writes go on, and a failover now may lose the last of them.");
    }

    private Answer failover() {
        int objective = postgres.failover().objectiveSeconds();
        Optional<FailoverStatus> last =
                look.previous().map(MlPlatformStatus::postgres).map(PostgresStatus::lastFailover);
        Optional<Integer> outage = last.map(FailoverStatus::writeOutageSeconds);
        if (outage.isPresent()) {
            String message =
                    "The last failover cost %d s of writes, the objective is %d s.".formatted(outage.get(), objective);
            return outage.get() <= objective
                    ? Answer.yes(FAILOVER_OBJECTIVE_MET, "WithinObjective", message)
                    : Answer.no(FAILOVER_OBJECTIVE_MET, "Exceeded", message);
        }
        int timeline = members(look.observed()).stream()
                .mapToInt(Member::timeline)
                .max()
                .orElse(0);
        return timeline > 1
                ? Answer.unknown(
                        FAILOVER_OBJECTIVE_MET,
                        "NotMeasured",
                        "The primary has changed, and the outage was not measured; the objective is %d s."
                                .formatted(objective))
                : Answer.unknown(
                        FAILOVER_OBJECTIVE_MET,
                        "NeverExercised",
                        "No failover has happened, so nobody knows whether one ends within %d s.".formatted(objective));
    }

    private Answer archiving() {
        boolean asked = look.platform().getSpec().postgres() != null
                && look.platform().getSpec().postgres().backup() != null;
        return asked
                ? Answer.no(
                        CONTINUOUS_ARCHIVING,
                        "NotEnforcedYet",
                        "spec.postgres.backup is read, and this version of the operator makes no backups.")
                : Answer.no(
                        CONTINUOUS_ARCHIVING, "NotRequested", "No backup is configured: lost volumes are lost data.");
    }
}
