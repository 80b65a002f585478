package dev.plumbline.artifact;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How far away a host is, judged by its name or literal address alone. A public name may still resolve to a private
 * address; only whoever connects can see that.
 */
public enum HostReach {
    PUBLIC,
    /** Inside the cluster or the company: fetched from only when the platform lists it. */
    PRIVATE,
    /** The machine itself, its neighbours on the link, metadata services, the API server: never fetched from. */
    NEVER;

    private static final Pattern NUMBER = Pattern.compile("0x[0-9a-f]*|[0-9]+");

    private static final List<String> NEVER_NAMES = List.of(
            "localhost",
            "localdomain",
            "ip6-localhost",
            "ip6-loopback",
            "metadata",
            "metadata.goog",
            "instance-data",
            "metadata.google.internal",
            "metadata.azure.internal",
            "metadata.tencentyun.com",
            "kubernetes",
            "kubernetes.default",
            "localtest.me",
            "lvh.me");

    /** Top-level names that no public registry hands out, and the services that turn any name into its address. */
    private static final List<String> PRIVATE_SUFFIXES = List.of(
            "svc",
            "cluster.local",
            "local",
            "internal",
            "intranet",
            "lan",
            "corp",
            "home",
            "home.arpa",
            "private",
            "localdomain",
            "nip.io",
            "sslip.io",
            "xip.io");

    /** @param host as {@link ArtifactUri#host} gives it; IPv6 in brackets */
    public static HostReach of(String host) {
        if (host.startsWith("[")) {
            return address(host.substring(1, host.length() - 1))
                    .map(HostReach::of)
                    .orElse(NEVER);
        }
        var labels = List.of(host.split("\\."));
        if (NUMBER.matcher(labels.getLast()).matches()) {
            // What ends in a number is an address to every resolver, in decimal, octal or hex, in one to four parts.
            return ipv4(labels).map(HostReach::of).orElse(NEVER);
        }
        boolean apiServer = labels.size() > 1
                && labels.get(0).equals("kubernetes")
                && labels.get(1).equals("default");
        if (apiServer || under(host, NEVER_NAMES)) {
            return NEVER;
        }
        boolean inCluster = labels.contains("svc");
        return labels.size() == 1 || inCluster || under(host, PRIVATE_SUFFIXES) ? PRIVATE : PUBLIC;
    }

    private static boolean under(String host, List<String> names) {
        return names.stream().anyMatch(name -> host.equals(name) || host.endsWith("." + name));
    }

    private static Optional<InetAddress> address(String literal) {
        try {
            return Optional.of(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    /** As inet_aton reads it: the last part fills all bytes that the others leave. */
    private static Optional<InetAddress> ipv4(List<String> parts) {
        if (parts.size() > 4
                || !parts.stream().allMatch(part -> NUMBER.matcher(part).matches() && part.length() <= 14)) {
            return Optional.empty();
        }
        long value = 0;
        for (int i = 0; i < parts.size(); i++) {
            long part = number(parts.get(i));
            boolean last = i == parts.size() - 1;
            long bound = last ? 1L << 8 * (5 - parts.size()) : 256;
            if (part < 0 || part >= bound) {
                return Optional.empty();
            }
            value = last ? value << 8 * (5 - parts.size()) | part : value << 8 | part;
        }
        return address(
                (value >> 24 & 255) + "." + (value >> 16 & 255) + "." + (value >> 8 & 255) + "." + (value & 255));
    }

    private static long number(String text) {
        try {
            if (text.startsWith("0x")) {
                return text.length() == 2 ? 0 : Long.parseLong(text.substring(2), 16);
            }
            return text.startsWith("0") && text.length() > 1 ? Long.parseLong(text, 8) : Long.parseLong(text);
        } catch (NumberFormatException noOctal) {
            return -1;
        }
    }

    /** How far away an address is that a name was resolved to. */
    public static HostReach of(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return AddressBlocks.ofIpv4(bytes);
        }
        return AddressBlocks.embeddedIpv4(bytes)
                .map(AddressBlocks::ofIpv4)
                .filter(reach -> reach != PUBLIC)
                .orElseGet(() -> AddressBlocks.ofIpv6(Arrays.copyOf(bytes, bytes.length)));
    }
}
