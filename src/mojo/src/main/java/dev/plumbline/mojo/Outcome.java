package dev.plumbline.mojo;

import java.util.function.Function;

/** What a step made of an artifact: a value, or the reason why there is none. */
public sealed interface Outcome<T> {

    /** The step succeeded. */
    record Passed<T>(T value) implements Outcome<T> {}

    /** The step refused the artifact; nothing after it runs. */
    record Refused<T>(Refusal refusal) implements Outcome<T> {}

    static <T> Outcome<T> passed(T value) {
        return new Passed<>(value);
    }

    static <T> Outcome<T> refused(Refusal.Reason reason, String message) {
        return new Refused<>(new Refusal(reason, message));
    }

    /** Goes on with the value; a refusal stays what it is. */
    default <U> Outcome<U> then(Function<? super T, Outcome<U>> next) {
        return switch (this) {
            case Passed<T>(T value) -> next.apply(value);
            case Refused<T>(Refusal refusal) -> new Refused<>(refusal);
        };
    }
}
