package dev.plumbline.scorer.drain;

import jakarta.inject.Singleton;
import java.util.function.BooleanSupplier;

/** Whether the process is on its way out, or only left by its clients: each answer then asks for another connection. */
@Singleton
public class Draining {

    private volatile boolean begun;
    private volatile BooleanSupplier left = () -> false;

    public void begin() {
        begun = true;
    }

    /** @param sentElsewhere whether the Service sends clients to other Pods, while this one goes on */
    public void alsoWhen(BooleanSupplier sentElsewhere) {
        left = sentElsewhere;
    }

    public boolean begun() {
        return begun;
    }

    /** Whether clients that still come are to find another Pod. */
    public boolean sendsAway() {
        return begun || left.getAsBoolean();
    }
}
