package dev.plumbline.scorer.http;

import dev.plumbline.mojo.LoadedModel;
import dev.plumbline.scorer.limits.Cost;
import dev.plumbline.scorer.measure.ScoringMeters;
import dev.plumbline.scorer.serving.Serving;
import java.lang.ref.WeakReference;
import java.util.Optional;

/**
 * The desks of the servings that answered last. Models are referred to weakly: a table for speed must not keep the memory
 * of a model that was switched away.
 */
final class Desks {

    /** The active model and one beside it, and the ones before them, whose last requests may still be under way. */
    private static final int KEPT = 4;

    private final ScoringMeters meters;
    /** Newest first; replaced as a whole, so that readers need no lock. */
    private volatile Entry[] entries = {};

    private record Entry(WeakReference<Serving> serving, WeakReference<LoadedModel> model, Desk desk) {}

    Desks(ScoringMeters meters) {
        this.meters = meters;
    }

    Desk of(Serving serving) {
        for (Entry entry : entries) {
            if (entry.serving.refersTo(serving)) {
                return entry.desk;
            }
        }
        return add(serving);
    }

    /** What a path asks for, without taking it apart where that can be avoided; empty for no scoring path. */
    Optional<Target> targetOf(String uri) {
        for (Entry entry : entries) {
            if (entry.desk.rowPath().equals(uri)) {
                return entry.desk.rows();
            }
        }
        return Target.of(uri);
    }

    private synchronized Desk add(Serving serving) {
        Entry[] known = entries;
        Cost cost = new Cost();
        for (Entry entry : known) {
            if (entry.serving.refersTo(serving)) {
                return entry.desk;
            }
            if (entry.model.refersTo(serving.model())) {
                cost = entry.desk.cost(); // the same model in another epoch
            }
        }
        Entry[] next = new Entry[Math.min(KEPT, known.length + 1)];
        System.arraycopy(known, 0, next, 1, next.length - 1);
        next[0] = new Entry(
                new WeakReference<>(serving), new WeakReference<>(serving.model()), Desk.of(serving, cost, meters));
        entries = next;
        return next[0].desk;
    }
}
