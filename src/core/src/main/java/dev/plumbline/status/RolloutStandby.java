package dev.plumbline.status;

import dev.plumbline.api.StandbyState;
import dev.plumbline.api.StandbyStatus;
import dev.plumbline.plan.InferenceNames;
import dev.plumbline.rollout.PodReport;
import dev.plumbline.rollout.Standby;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The second Deployment, while there is one. */
final class RolloutStandby {

    private RolloutStandby() {}

    /** Null is how JSON says that there is none. */
    static StandbyStatus of(RolloutSight sight) {
        return sight.intent()
                .sides()
                .standby()
                .flatMap(s -> state(s.stage()).map(state -> of(sight, s, state)))
                .orElse(null);
    }

    private static StandbyStatus of(RolloutSight sight, Standby standby, StandbyState state) {
        Optional<String> until = sight.intent()
                .settledAt()
                .filter(at -> state == StandbyState.KEPT)
                .map(at -> at.plus(sight.wanted().keep())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
        return new StandbyStatus(
                new InferenceNames(sight.valid().name())
                        .inference(sight.intent().sides().live().other()),
                state,
                standby.model().version(),
                sight.standby().size(),
                (int) sight.standby().stream().filter(PodReport::ready).count(),
                until.orElse(null));
    }

    private static Optional<StandbyState> state(Standby.Stage stage) {
        return switch (stage) {
            case PLANNED -> Optional.empty();
            case PREPARING -> Optional.of(StandbyState.PREPARING);
            case SERVING -> Optional.of(StandbyState.SERVING);
            case KEPT -> Optional.of(StandbyState.KEPT);
        };
    }
}
