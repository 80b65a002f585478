package dev.plumbline.scorer.http;

import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Does many small things on an event loop, a few at a time, so that the requests of others come between: to end 500
 * connections in one go kept the event loop for 79 ms.
 */
final class Portions {

    /** Half a millisecond, before the code is compiled. */
    static final int EACH = 8;

    private final Consumer<Runnable> soon;

    /** @param soon runs something later on the same event loop, after what is waiting there to be read */
    Portions(Consumer<Runnable> soon) {
        this.soon = soon;
    }

    /** In the order of the list; whether a thing is still to be done must be seen when its turn comes. */
    <T> void each(List<T> things, Consumer<T> what) {
        next(things.iterator(), what);
    }

    private <T> void next(Iterator<T> rest, Consumer<T> what) {
        for (int done = 0; done < EACH && rest.hasNext(); done++) {
            what.accept(rest.next());
        }
        if (rest.hasNext()) {
            soon.accept(() -> next(rest, what));
        }
    }
}
