package dev.plumbline.scorer.drain;

import jakarta.inject.Singleton;

/** Whether the process is on its way out. From then on each answer asks its client to find another Pod. */
@Singleton
public class Draining {

    private volatile boolean begun;

    public boolean begun() {
        return begun;
    }

    public void begin() {
        begun = true;
    }
}
