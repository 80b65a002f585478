package dev.plumbline.scorer.store;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Which hosts may be asked for an artifact. Addresses of the Pod itself and of the link, where clouds keep their
 * metadata service, are refused unless the URI is listed. Private addresses pass: a model store inside the cluster has
 * one.
 */
public final class AddressPolicy {

    private final List<String> allowedPrefixes;

    public AddressPolicy(List<String> allowedPrefixes) {
        this.allowedPrefixes = List.copyOf(allowedPrefixes);
    }

    void check(URI uri) throws FetchException {
        String scheme = uri.getScheme();
        if (!"https".equals(scheme) && !"http".equals(scheme)) {
            throw new FetchException("only http and https are followed");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new FetchException("the URI needs a host and must not hold credentials");
        }
        if (allowedPrefixes.stream().anyMatch(uri.toString()::startsWith)) {
            return;
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
                if (isOwnOrLink(address)) {
                    throw new FetchException(
                            "%s points at an address that is never fetched from".formatted(shown(uri)));
                }
            }
        } catch (UnknownHostException unknown) {
            throw new FetchException("the host of %s is not known".formatted(shown(uri)));
        }
    }

    private static boolean isOwnOrLink(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress();
    }

    /** Scheme, host and path: a query may hold a signature. */
    static String shown(URI uri) {
        int port = uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + (port < 0 ? "" : ":" + port) + uri.getPath();
    }
}
