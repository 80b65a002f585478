package dev.plumbline.scorer.serving;

import dev.plumbline.mojo.LoadedModel;
import dev.plumbline.mojo.Refusal;
import java.util.Optional;

/** The model that is being prepared beside the active one. */
public sealed interface Target {

    long epoch();

    ModelRef ref();

    /** The word for this state in the admin API. */
    String state();

    /**
     * Being fetched, checked and read into memory.
     *
     * @param before why the try before came to nothing; absent at the first
     */
    record Loading(long epoch, ModelRef ref, Optional<Refusal> before) implements Target {

        public Loading(long epoch, ModelRef ref) {
            this(epoch, ref, Optional.empty());
        }

        @Override
        public String state() {
            return "Loading";
        }
    }

    /** In memory, not yet warm. */
    record Loaded(long epoch, ModelRef ref, LoadedModel model) implements Target {
        @Override
        public String state() {
            return "Loaded";
        }
    }

    /** Ready to become active, since an instant. */
    record Warm(long epoch, ModelRef ref, LoadedModel model, double warmupP99Milliseconds, long sinceEpochMillis)
            implements Target {
        @Override
        public String state() {
            return "Warm";
        }
    }

    /** Not usable; the active model goes on. */
    record Refused(long epoch, ModelRef ref, Refusal refusal, long atEpochMillis) implements Target {
        @Override
        public String state() {
            return "Refused";
        }
    }

    /** Whether waiting is enough to have that model: it is here, or is fetched from where the reference says. */
    default boolean leadsTo(ModelRef wanted) {
        boolean here = this instanceof Loaded || this instanceof Warm;
        return ref().sameModel(wanted) && (here || ref().isFetchedAs(wanted));
    }

    /** The same state of the same model for another epoch. */
    default Target forEpoch(long other) {
        return switch (this) {
            case Loading(long e, ModelRef r, Optional<Refusal> before) -> new Loading(other, r, before);
            case Loaded(long e, ModelRef r, LoadedModel m) -> new Loaded(other, r, m);
            case Warm(long e, ModelRef r, LoadedModel m, double p99, long since) -> new Warm(other, r, m, p99, since);
            case Refused(long e, ModelRef r, Refusal why, long at) -> new Refused(other, r, why, at);
        };
    }
}
