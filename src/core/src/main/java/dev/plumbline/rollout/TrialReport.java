package dev.plumbline.rollout;

/**
 * A Pod's own account of the trial that it is in; all counts are of this step.
 *
 * @param percent of the requests that the target answers; of which copies are scored, for a shadow
 * @param requests that the target answered, or scored in the shadow
 * @param http5xx of those
 * @param longestMilliseconds the slowest of those
 */
public record TrialReport(
        Strategy.Kind kind,
        int percent,
        int step,
        String digest,
        long requests,
        long http5xx,
        double p99Milliseconds,
        double longestMilliseconds,
        Shadow shadow) {

    /**
     * How the answers of the two models differ; all zero for a canary.
     *
     * @param compared predictions that both models made
     * @param different of those, with any difference
     * @param labels of those, with another class
     * @param dropped copies that were not scored, since too many waited
     */
    public record Shadow(
            long compared,
            long different,
            long labels,
            double maxAbsDifference,
            double meanAbsDifference,
            long dropped) {

        public static Shadow none() {
            return new Shadow(0, 0, 0, 0, 0, 0);
        }
    }
}
