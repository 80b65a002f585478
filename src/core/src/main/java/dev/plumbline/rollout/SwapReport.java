package dev.plumbline.rollout;

/**
 * A Pod's own account of its last switch.
 *
 * @param epoch that it switched to
 * @param atEpochMillis when its reference changed, by the Pod's clock
 * @param requests answered in the seconds around the switch
 * @param http5xx of those
 * @param http5xxSince of all that were answered since
 * @param p99BeforeMilliseconds over the half minute before; 0 without traffic
 * @param p99DuringMilliseconds over the seconds around the switch
 * @param longestMilliseconds the slowest answer of those seconds
 * @param stallMilliseconds the longest time of those seconds in which the whole process stood still
 * @param requestsSince all that were answered since
 */
public record SwapReport(
        long epoch,
        long atEpochMillis,
        long requests,
        long http5xx,
        long http5xxSince,
        double p99BeforeMilliseconds,
        double p99DuringMilliseconds,
        double longestMilliseconds,
        double stallMilliseconds,
        long requestsSince) {

    public SwapReport(
            long epoch,
            long atEpochMillis,
            long requests,
            long http5xx,
            long http5xxSince,
            double p99BeforeMilliseconds,
            double p99DuringMilliseconds,
            double longestMilliseconds,
            double stallMilliseconds) {
        this(
                epoch,
                atEpochMillis,
                requests,
                http5xx,
                http5xxSince,
                p99BeforeMilliseconds,
                p99DuringMilliseconds,
                longestMilliseconds,
                stallMilliseconds,
                0);
    }
}
