package dev.plumbline.scorer.cache;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the measurements of one model say.
 *
 * @param scoreNanos median of scoring one row
 * @param lookupNanos median of looking one row up in the process
 * @param roundTripNanos median of asking Redis; empty also when there is none
 * @param redisHits share of the rows asked for that Redis knew
 */
record Economy(
        OptionalLong scoreNanos, OptionalLong lookupNanos, OptionalLong roundTripNanos, OptionalDouble redisHits) {

    /** Something that costs a twentieth of a scoring may be tried without a thought: 5 % at worst. */
    private static final int NEGLIGIBLE = 20;

    /** A change of mind needs a margin, or noise would make it each second. */
    private static final double MARGIN = 1.25;

    /** A use, and the measurements behind it in words. */
    record Verdict(Use use, String because) {}

    /** What pays, by the break-even: a hit saves a scoring, and every lookup costs its time. */
    Verdict judge(Use now) {
        if (scoreNanos.isEmpty() || lookupNanos.isEmpty()) {
            return new Verdict(Use.OFF, "too few rows have been scored to tell");
        }
        long score = scoreNanos.getAsLong();
        if (score < NEGLIGIBLE * lookupNanos.getAsLong()) {
            return new Verdict(
                    Use.OFF,
                    "scoring a row takes %s, looking it up %s".formatted(text(score), text(lookupNanos.getAsLong())));
        }
        if (roundTripNanos.isEmpty()) {
            return new Verdict(Use.NEAR, "scoring a row takes %s; Redis has not answered".formatted(text(score)));
        }
        long trip = roundTripNanos.getAsLong();
        String costs = "scoring a row takes %s, asking Redis %s".formatted(text(score), text(trip));
        if (score <= trip) {
            return new Verdict(Use.NEAR, costs);
        }
        if (redisHits.isEmpty()) {
            return new Verdict(score >= NEGLIGIBLE * trip ? Use.REDIS : Use.SAMPLE, costs);
        }
        double hits = redisHits.getAsDouble();
        double needed = now == Use.REDIS ? trip : MARGIN * trip;
        return new Verdict(
                hits * score >= needed ? Use.REDIS : Use.SAMPLE,
                costs + String.format(Locale.ROOT, ", which knows %.0f %% of the rows", 100 * hits));
    }

    private static String text(long nanos) {
        return nanos < 1_000_000
                ? String.format(Locale.ROOT, "%.1f us", nanos / 1e3)
                : String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }
}
