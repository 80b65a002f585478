package dev.plumbline.rollout;

import java.util.Optional;

/**
 * What the Pods of one Deployment read when they start.
 *
 * @param target absent while it was not verified: a Pod loads what it reads
 * @param left clients are sent to the other Deployment; who still comes is to connect anew
 */
public record Told(long epoch, Optional<ModelVersion> active, Optional<ModelVersion> target, boolean left) {

    /** Empty where there is no such Deployment. */
    public static Optional<Told> of(Intent intent, Colour colour) {
        return colour == intent.sides().live()
                ? Optional.of(live(intent))
                : intent.sides().standby().flatMap(s -> standby(intent.epoch(), s));
    }

    /** A target that has Pods of its own is nothing to these. */
    private static Told live(Intent intent) {
        Optional<ModelVersion> target =
                intent.target().filter(t -> intent.sides().standby().isEmpty()).filter(intent::trusts);
        return new Told(intent.epoch(), intent.active(), target, false);
    }

    private static Optional<Told> standby(long epoch, Standby standby) {
        Optional<ModelVersion> model = Optional.of(standby.model());
        return switch (standby.stage()) {
            case PLANNED -> Optional.empty();
            case PREPARING -> Optional.of(new Told(epoch, Optional.empty(), model, false));
            case SERVING -> Optional.of(new Told(epoch + 1, model, Optional.empty(), false));
            // It stays where it was when it was left.
            case KEPT -> Optional.of(new Told(epoch - 1, model, Optional.empty(), true));
        };
    }
}
