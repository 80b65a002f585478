package dev.plumbline.views;

/**
 * The division of a container's memory limit between the Java heap and everything else, in MiB. The planner writes
 * these numbers into the command and the rules read them back, so the arithmetic stands here and nowhere else.
 *
 * @param limitMebibytes the container limit, rounded down
 * @param heapPercent share of the limit that becomes {@code -Xmx}, 50 to 70
 * @param heapMebibytes {@code -Xmx}; rounded down, so that the heap is never larger than its share
 */
public record MemorySplit(long limitMebibytes, int heapPercent, long heapMebibytes) {

    public static final int DEFAULT_HEAP_PERCENT = 60;
    public static final int MIN_HEAP_PERCENT = 50;
    public static final int MAX_HEAP_PERCENT = 70;

    private static final long MEBIBYTE = 1024 * 1024;

    /**
     * The JVM's own default bound for direct buffers is another full heap, which would let 60 % + 60 % of the limit be
     * asked for. H2O uses direct buffers only for traffic between nodes, pooled in pieces of 64 KiB, so a quarter of
     * the native share bounds it; three quarters stay for XGBoost, metaspace, compiled code and thread stacks.
     */
    private static final int DIRECT_SHARE_OF_NATIVE = 4;

    /** A floor for small limits, a thousand pooled buffers, as long as it is not more than half of what there is. */
    private static final long MIN_DIRECT_MEBIBYTES = 64;

    /**
     * @param limitBytes the container's memory limit
     * @param heapPercent share of the heap
     */
    public static MemorySplit of(long limitBytes, int heapPercent) {
        // Divided before it is multiplied: an absurd limit such as 7Ei must give a number, not an overflow.
        long heapBytes = limitBytes / 100 * heapPercent + limitBytes % 100 * heapPercent / 100;
        return new MemorySplit(limitBytes / MEBIBYTE, heapPercent, heapBytes / MEBIBYTE);
    }

    /** What is left for native code: XGBoost, direct buffers, and the JVM itself. */
    public long nativeMebibytes() {
        return limitMebibytes - heapMebibytes;
    }

    /** The bound for {@code -XX:MaxDirectMemorySize}. */
    public long directMebibytes() {
        long share = Math.max(MIN_DIRECT_MEBIBYTES, nativeMebibytes() / DIRECT_SHARE_OF_NATIVE);
        return Math.min(share, nativeMebibytes() / 2);
    }
}
