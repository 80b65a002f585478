package dev.plumbline.rollout;

import java.util.Locale;

/** One of the two Deployments that a rollout may have. The first one is blue. */
public enum Colour {
    BLUE,
    GREEN;

    public Colour other() {
        return this == BLUE ? GREEN : BLUE;
    }

    /** As labels and records spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
