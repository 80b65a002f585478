package dev.plumbline.scorer.serving;

import dev.plumbline.mojo.Sha256;
import dev.plumbline.scorer.measure.Arm;
import java.util.zip.CRC32C;

/**
 * The warm target beside the active model: it answers a share of the requests, or scores copies of them. What is counted
 * is counted from the beginning of these terms.
 */
public final class Trial {

    /** Shares are told apart to the hundredth of a percent. */
    private static final int BUCKETS = 10_000;

    private final Terms terms;
    private final Serving candidate;
    private final Arm arm = new Arm();
    private final Differences differences = new Differences();
    private final int bound;

    Trial(Terms terms, Serving candidate) {
        this.terms = terms;
        this.candidate = candidate;
        this.bound = terms.mode() == Mode.CANARY ? terms.percent() * BUCKETS / 100 : 0;
    }

    public enum Mode {
        /** It answers its share. */
        CANARY,
        /** It scores copies, off the path of the answers. */
        SHADOW
    }

    /**
     * What the operator asks for.
     *
     * @param epoch that the target would get
     * @param percent of the requests, 0 to 100
     * @param step tells one request of the operator from the next; with another one, counting begins anew
     */
    public record Terms(long epoch, Sha256 digest, Mode mode, int percent, int step) {}

    public Terms terms() {
        return terms;
    }

    public Serving candidate() {
        return candidate;
    }

    public Arm arm() {
        return arm;
    }

    public Differences differences() {
        return differences;
    }

    public boolean isShadow() {
        return terms.mode() == Mode.SHADOW;
    }

    /** The same request gets the same model, in every Pod, and keeps it while the share rises. */
    boolean takes(byte[] body) {
        return bound > 0 && bucket(body) < bound;
    }

    static int bucket(byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(body, 0, body.length);
        // A checksum of similar bodies is not spread evenly; a round of a mixing function is.
        long mixed = crc.getValue() * 0x9E3779B97F4A7C15L;
        mixed ^= mixed >>> 32;
        return (int) Long.remainderUnsigned(mixed * 0xD6E8FEB86659FD93L >>> 16, BUCKETS);
    }
}
