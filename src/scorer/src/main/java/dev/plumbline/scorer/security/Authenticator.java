package dev.plumbline.scorer.security;

import java.util.Optional;
import java.util.function.Consumer;

/** Tells who may score, by the {@code Authorization} header, which is empty when there is none. */
public interface Authenticator {

    /** The verdict, if it takes no more than a look into memory. */
    Optional<Verdict> known(String authorization);

    /** Finds the verdict out on another thread; {@code then} is called once, on whichever thread. */
    default void findOut(String authorization, Consumer<Verdict> then) {
        then.accept(known(authorization).orElse(Verdict.BAD_TOKEN));
    }

    /** Whether anyone may score without a word. */
    default boolean open() {
        return false;
    }

    /** Nobody is asked. */
    Authenticator OPEN = new Authenticator() {
        private static final Optional<Verdict> YES = Optional.of(Verdict.ANYONE);

        @Override
        public Optional<Verdict> known(String authorization) {
            return YES;
        }

        @Override
        public boolean open() {
            return true;
        }
    };
}
