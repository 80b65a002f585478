package dev.plumbline.scorer.http;

import dev.plumbline.scorer.limits.Cost;
import dev.plumbline.scorer.measure.ScoringMeters;
import dev.plumbline.scorer.serving.ModelRef;
import dev.plumbline.scorer.serving.Serving;
import java.util.Optional;

/**
 * What the answers of one serving have in common, prepared once. It does not hold the model, which may be let go.
 *
 * @param lines header lines of each answer
 * @param rowPath the usual path of the row protocol, which is compared before any path is taken apart
 * @param rows what that path asks for
 */
record Desk(
        ModelRef ref, byte[] lines, String rowPath, Optional<Target> rows, Cost cost, ScoringMeters.ForModel meters) {

    static Desk of(Serving serving, Cost cost, ScoringMeters meters) {
        ModelRef ref = serving.ref();
        byte[] lines = Answer.ascii("content-type: application/json\r\n"
                + "Plumbline-Model-Version: " + clean(ref.version()) + "\r\n"
                + "Plumbline-Model-Digest: " + ref.digest() + "\r\n"
                + "Plumbline-Epoch: " + serving.epoch() + "\r\n");
        return new Desk(
                ref,
                lines,
                path(ref.name()),
                Optional.of(new Target(Target.Protocol.ROWS, ref.name(), Optional.empty())),
                cost,
                meters.forModel(ref));
    }

    /** Where rows for this model are sent. */
    static String path(String model) {
        return "/v1/models/" + model + ":predict";
    }

    boolean answersTo(Target target) {
        return target == rows.get()
                || ref.name().equals(target.name())
                        && (target.version().isEmpty() || target.version().get().equals(ref.version()));
    }

    /** A version comes from the operator, who bounds it; a line end in it would still be the end of the header. */
    private static String clean(String version) {
        return version.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
