package dev.plumbline.store;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Which hosts may be asked for an artifact; each redirect is asked about again. The webhook judges by the name of a host
 * (rule DEV-03), this judges by the addresses that it resolves to here.
 *
 * @param stores beginnings of URIs that the platform allows; when there are any, nothing else is fetched from, and hosts
 *     with private addresses are only fetched from when listed
 * @param loopback whether this very machine may be asked, for runs outside of a cluster
 */
public record AddressPolicy(List<String> stores, boolean loopback) {

    void check(URI uri) throws FetchException {
        String scheme = uri.getScheme();
        if (!"https".equals(scheme) && !"http".equals(scheme)) {
            throw new FetchException("only http and https are followed");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new FetchException("the URI needs a host and must not hold credentials");
        }
        boolean listed = stores.stream().anyMatch(store -> isBelow(uri.toString(), store));
        if (!stores.isEmpty() && !listed) {
            throw new FetchException("%s is below no entry of spec.models.allow of the platform".formatted(shown(uri)));
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
                check(uri, address, listed);
            }
        } catch (UnknownHostException unknown) {
            throw new FetchException("the host of %s is not known".formatted(shown(uri)));
        }
    }

    private void check(URI uri, InetAddress address, boolean listed) throws FetchException {
        boolean own = address.isLoopbackAddress() && !loopback;
        if (own || address.isLinkLocalAddress() || address.isAnyLocalAddress() || address.isMulticastAddress()) {
            throw new FetchException("%s points at an address that is never fetched from".formatted(shown(uri)));
        }
        if (isPrivate(address) && !listed) {
            throw new FetchException("%s points at a private address, which spec.models.allow of the platform must list"
                    .formatted(shown(uri)));
        }
    }

    /** RFC 1918, shared address space (RFC 6598) and unique local IPv6 (RFC 4193). */
    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet6Address) {
            return (bytes[0] & 0xFE) == 0xFC || address.isSiteLocalAddress();
        }
        boolean shared = (bytes[0] & 0xFF) == 100 && (bytes[1] & 0xC0) == 64;
        return address.isSiteLocalAddress() || shared;
    }

    /** {@code https://store/models} covers {@code https://store/models/a.zip}, not {@code https://store/models-b/a.zip}. */
    private static boolean isBelow(String uri, String store) {
        return uri.equals(store) || uri.startsWith(store.endsWith("/") ? store : store + "/");
    }

    /** Scheme, host and path: a query may hold a signature. */
    static String shown(URI uri) {
        int port = uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + (port < 0 ? "" : ":" + port) + uri.getPath();
    }
}
