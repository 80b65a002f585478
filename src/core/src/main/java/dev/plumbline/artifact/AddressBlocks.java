package dev.plumbline.artifact;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The special address blocks, as the IANA registries for IPv4 and IPv6 list them. */
final class AddressBlocks {

    private record Block(int[] prefix, int bits) {

        /** For example 10.0.0.0/8 as {@code of(8, 10)}; bytes that are left out are 0. */
        static Block of(int bits, int... prefix) {
            return new Block(Arrays.copyOf(prefix, 16), bits);
        }

        boolean holds(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 128 >> bit % 8;
                if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** This host, loopback, link-local, multicast, reserved; then the metadata services outside these blocks. */
    private static final List<Block> NEVER_V4 = List.of(
            Block.of(8, 0),
            Block.of(8, 127),
            Block.of(16, 169, 254),
            Block.of(4, 224),
            Block.of(4, 240),
            Block.of(32, 100, 100, 100, 200),
            Block.of(32, 168, 63, 129, 16),
            Block.of(32, 192, 0, 0, 192));

    /** Private use, carrier-grade NAT, protocol assignments, documentation, benchmarks, relays of 6to4. */
    private static final List<Block> PRIVATE_V4 = List.of(
            Block.of(8, 10),
            Block.of(12, 172, 16),
            Block.of(16, 192, 168),
            Block.of(10, 100, 64),
            Block.of(24, 192, 0, 0),
            Block.of(24, 192, 0, 2),
            Block.of(24, 192, 88, 99),
            Block.of(15, 198, 18),
            Block.of(24, 198, 51, 100),
            Block.of(24, 203, 0, 113));

    /**
     * Unspecified and loopback (::/127), link-local, multicast; NAT64 of a network's own choice (64:ff9b:1::/48), where
     * the IPv4 address lies at another place for each length of prefix; the metadata services of AWS and of Google.
     */
    private static final List<Block> NEVER_V6 = List.of(
            Block.of(127),
            Block.of(10, 0xfe, 0x80),
            Block.of(8, 0xff),
            Block.of(48, 0, 0x64, 0xff, 0x9b, 0, 0x01),
            Block.of(128, 0xfd, 0x00, 0x0e, 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x23),
            Block.of(128, 0xfd, 0x00, 0x0e, 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54),
            Block.of(128, 0xfd, 0x20, 0, 0xce, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54));

    /** Unique local, site-local, documentation (two), Teredo, discard-only, segment routing. */
    private static final List<Block> PRIVATE_V6 = List.of(
            Block.of(7, 0xfc),
            Block.of(10, 0xfe, 0xc0),
            Block.of(32, 0x20, 0x01, 0x0d, 0xb8),
            Block.of(20, 0x3f, 0xff),
            Block.of(32, 0x20, 0x01, 0, 0),
            Block.of(64, 0x01),
            Block.of(16, 0x5f));

    /** IPv4-compatible, IPv4-mapped, IPv4-translated, NAT64: the address is the last four bytes. */
    private static final List<Block> EMBEDDED = List.of(
            Block.of(96),
            Block.of(96, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff),
            Block.of(96, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff),
            Block.of(96, 0, 0x64, 0xff, 0x9b));

    private static final Block SIX_TO_FOUR = Block.of(16, 0x20, 0x02);

    private AddressBlocks() {}

    static HostReach ofIpv4(byte[] address) {
        return reach(address, NEVER_V4, PRIVATE_V4);
    }

    static HostReach ofIpv6(byte[] address) {
        return reach(address, NEVER_V6, PRIVATE_V6);
    }

    /** The IPv4 address that a gateway would make of an IPv6 one. */
    static Optional<byte[]> embeddedIpv4(byte[] address) {
        if (SIX_TO_FOUR.holds(address)) {
            return Optional.of(Arrays.copyOfRange(address, 2, 6));
        }
        return EMBEDDED.stream().anyMatch(block -> block.holds(address))
                ? Optional.of(Arrays.copyOfRange(address, 12, 16))
                : Optional.empty();
    }

    private static HostReach reach(byte[] address, List<Block> never, List<Block> inner) {
        if (never.stream().anyMatch(block -> block.holds(address))) {
            return HostReach.NEVER;
        }
        return inner.stream().anyMatch(block -> block.holds(address)) ? HostReach.PRIVATE : HostReach.PUBLIC;
    }
}
